import { posix } from 'node:path';
import { toLabelValue } from '../../formats';
import { kindOf } from '../backing';
import type { ServerDesign } from '../backing/server-design';
import {
  configHash,
  type ConfigObject,
  type Mount,
  type MountedVolume,
  temporaryVolume,
  type Volume,
  type Workload,
  serverId,
} from '../blueprint';
import type { BackingService, InCluster, Platform } from '../platform';
import { podPlacement } from './placement';
import { secretsThatRestart } from './restarts';

const dataVolume = 'data';

/**
 * A backing service that runs in the product's namespace: one pod with a volume of its own, for development.
 * @param inCluster how the server runs
 * @param design the parts that are particular to its kind
 */
export function designBackingServer(platform: Platform, server: BackingService, inCluster: InCluster, design: ServerDesign): Workload {
  const { host: name, place } = server;
  const { image, resources, storage, storageClass, user } = inCluster;
  const config = design.config && configFile(name, design.config);
  const volumes = [temporaryVolume, ...design.scratch, ...(config === undefined ? [] : [config.file])];
  const data: Mount = { volume: dataVolume, path: design.dataPath, file: undefined, readOnly: false };
  const claim: Volume = { kind: 'claim', name: dataVolume, size: storage, storageClass, access: 'ReadWriteOnce', claim: undefined };
  return {
    id: serverId(server),
    kind: 'server',
    title: kindOf(server).label,
    name,
    file: name,
    service: undefined,
    identity: { name, component: kindOf(server).component },
    description: {
      instance: name,
      version: image.tag === undefined ? undefined : toLabelValue(image.tag),
      label: undefined,
      layer: undefined,
      team: undefined,
      dockerfile: undefined,
      digest: undefined,
      egress: undefined,
    },
    lifetime: { kind: 'stateful', replicas: 1, podManagement: 'ordered' },
    pods: { least: 1, most: 1 },
    pod: {
      user,
      stopSeconds: design.stopSeconds,
      priorityClassName: undefined,
      placement: podPlacement(platform),
      spread: false,
      shownContainer: undefined,
      initContainers:
        design.check === undefined
          ? []
          : [
              {
                ...design.check,
                image,
                imagePullPolicy: 'IfNotPresent',
                args: undefined,
                ports: [],
                probes: undefined,
                stopDelaySeconds: undefined,
                user,
                capabilities: [],
                mounts: [{ ...data, readOnly: true }],
              },
            ],
      containers: [
        {
          name,
          image,
          imagePullPolicy: 'IfNotPresent',
          command: design.command,
          args: design.args,
          variables: design.variables,
          ports: design.ports,
          probes: design.probes,
          stopDelaySeconds: undefined,
          resources,
          user,
          capabilities: [],
          mounts: [data, ...volumes.map(({ mount }) => mount)],
        },
      ],
      volumes: [...volumes.map(({ volume }) => volume), claim],
    },
    reachable: true,
    account: { name, own: true },
    configs: config === undefined ? [] : [config.object],
    metrics: design.metrics,
    outgoingKnown: true,
    waitsFor: [],
    restartedBy: design.rereadsSecret ? secretsThatRestart(platform, { env: design.variables }) : [],
    access: undefined,
    stage: 'backing',
    place,
  };
}

/** Puts a configuration file into an object of its own, named by its content: a server reads it when it starts, so another file has to start it anew. */
function configFile(
  server: string,
  { path, text }: NonNullable<ServerDesign['config']>,
): { readonly object: ConfigObject; readonly file: MountedVolume } {
  const key = posix.basename(path);
  const object: ConfigObject = { name: `${server}-config`, hashed: true, data: { [key]: text } };
  return {
    object,
    file: {
      volume: { kind: 'config', name: 'config', config: object.name, hash: configHash(object) },
      mount: { volume: 'config', path, file: key, readOnly: true },
    },
  };
}
