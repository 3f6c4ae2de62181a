import { messageKind } from '../backing';
import { managementPort } from '../backing/rabbitmq/server';
import { loginVariables, topologyCommand, topologyFiles, topologyPath } from '../backing/rabbitmq/topology/files';
import {
  brokerTopologyId,
  configHash,
  configVolume,
  literalVariable,
  type ConfigObject,
  secretVariable,
  serverId,
  temporaryVolume,
  type Topology,
  type Workload,
} from '../blueprint';
import { backingOf, namesTopics, type Platform, type Resources, type ServiceOfKind } from '../platform';
import { jobDescription, keptOf } from './jobs';
import { podPlacement } from './placement';

/** The component of the Job. */
export const topologyComponent = 'broker-topology';

/** Erlang compiles the script in memory. */
const resources: Resources = {
  requests: { cpu: '10m', 'ephemeral-storage': '16Mi', memory: '64Mi' },
  limits: { cpu: '1', 'ephemeral-storage': '64Mi', memory: '256Mi' },
};

/** The broker in the cluster that a topology is brought to; undefined if its administrator does that elsewhere, or there is none. */
export function servedBroker(platform: Pick<Platform, 'backing'>, topology: Topology | undefined): ServiceOfKind<'rabbitmq'> | undefined {
  const broker = topology && backingOf(platform, messageKind);
  return broker?.inCluster === undefined ? undefined : broker;
}

/** The files of the Job. */
export function topologyConfig(topology: Topology, { vhost }: Pick<ServiceOfKind<'rabbitmq'>, 'vhost'>): ConfigObject {
  return topologyFiles(topology, vhost, topologyComponent);
}

/**
 * The Job that brings the broker in the cluster to the topology, as its administrator: one for all services. It is named by its content, and may run again at any time.
 * @returns none if there is no such broker
 */
export function designTopologyJob(platform: Platform, topology: Topology | undefined): Workload[] {
  const broker = servedBroker(platform, topology);
  if (topology === undefined || broker?.inCluster === undefined) return [];
  const { image, user } = broker.inCluster;
  const config = topologyConfig(topology, broker);
  const volume = { kind: 'config', name: 'topology', config: config.name, hash: configHash(config) } as const;
  const { mount } = configVolume(volume.name, volume.config, topologyPath);
  const first = platform.services.find(namesTopics);
  return [
    {
      id: brokerTopologyId,
      kind: 'init',
      title: 'broker topology',
      name: `${broker.host}-topology`,
      file: broker.host,
      service: undefined,
      identity: { name: broker.host, component: topologyComponent },
      description: jobDescription(broker.host),
      lifetime: { kind: 'run-once', deadlineSeconds: 600, retries: 2, keptSeconds: keptOf(platform) },
      pods: { least: 0, most: 1 },
      pod: {
        user,
        stopSeconds: undefined,
        priorityClassName: undefined,
        placement: podPlacement(platform),
        spread: false,
        shownContainer: undefined,
        initContainers: [],
        containers: [
          {
            name: 'topology',
            image,
            imagePullPolicy: 'IfNotPresent',
            command: topologyCommand,
            args: undefined,
            variables: [
              literalVariable('BROKER_HOST', broker.host),
              literalVariable('BROKER_MANAGEMENT_PORT', String(managementPort)),
              secretVariable('BROKER_USER', broker.secret, 'username'),
              secretVariable('BROKER_PASSWORD', broker.secret, 'password'),
              ...topology.users.flatMap(({ name, secret }) => {
                const variables = loginVariables(name);
                return [secretVariable(variables.user, secret, 'username'), secretVariable(variables.password, secret, 'password')];
              }),
            ],
            ports: [],
            probes: undefined,
            stopDelaySeconds: undefined,
            resources,
            user,
            capabilities: [],
            mounts: [temporaryVolume.mount, mount],
          },
        ],
        volumes: [temporaryVolume.volume, volume],
      },
      reachable: false,
      account: { name: broker.host, own: false },
      configs: [],
      metrics: undefined,
      outgoingKnown: true,
      waitsFor: [serverId(broker)],
      restartedBy: [],
      access: undefined,
      stage: 'brokerTopology',
      place: first?.place ?? broker.place,
    },
  ];
}
