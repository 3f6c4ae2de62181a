import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { keptByArgoCd } from '../delivery/kept';
import { formatImageReference, toLabelValue } from '../../formats';
import type { InCluster, Platform } from '../../model/platform';
import { createSubject, metadataOf, type ObjectMetadata, type Subject } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';
import { reloadAnnotation } from '../secrets/reload-annotation';
import { containerSecurityContext, podSecurityContext } from '../service/pod-security';
import { resourceRequirements } from '../service/resource-requirements';
import { WorkloadServiceAccount } from '../service/service-account';
import { type MountedVolume, temporaryVolume } from '../service/volumes';

/** One port of a backing service. */
export interface BackingPort {
  readonly name: string;
  readonly port: number;
}

/** What is particular about one backing service. */
export interface BackingServerProps {
  readonly platform: Platform;
  /** The host name by which services reach it, and the name of its objects. */
  readonly name: string;
  /** `app.kubernetes.io/component`: `database`, `cache` or `broker`. */
  readonly component: string;
  readonly server: InCluster;
  readonly ports: readonly BackingPort[];
  /** Where the volume with the data is mounted. */
  readonly dataPath: string;
  /** Command, arguments, environment and probes. */
  readonly container: Pick<Plain<k8s.Container>, 'command' | 'args' | 'env' | 'startupProbe' | 'readinessProbe' | 'livenessProbe'>;
  /**
   * Scratch volumes beside `/tmp`.
   * @default none
   */
  readonly scratch?: readonly MountedVolume[];
  /**
   * The Secrets whose change Reloader answers with a restart, where the environment has it: those that the server reads again when it starts.
   * @default none
   */
  readonly reloadedSecrets?: readonly string[];
  /** How long a clean stop may take, in seconds. */
  readonly terminationGracePeriodSeconds: number;
}

/** A backing service that runs in the product's namespace: one pod with a volume of its own, for development. */
export class BackingServer extends Construct {
  constructor(scope: Construct, id: string, props: BackingServerProps) {
    super(scope, id);
    const { platform, name, component, server, ports, reloadedSecrets = [] } = props;
    const { tag } = server.image;
    const subject = createSubject(platform, {
      name,
      instance: name,
      component,
      version: tag === undefined ? undefined : toLabelValue(tag),
    });
    const metadata = (objectName: string): ObjectMetadata => metadataOf(platform, subject, { name: objectName, wave: 'backing' });
    const servicePorts = ports.map((port) => ({ name: port.name, port: port.port, targetPort: port.name, protocol: 'TCP' }));

    new WorkloadServiceAccount(this, 'service-account', { platform, subject });
    new Manifest(this, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(name),
      spec: { type: 'ClusterIP', selector: subject.selector, ports: servicePorts } satisfies Plain<k8s.ServiceSpec>,
    });
    new Manifest(this, 'headless', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(headlessName(name)),
      // The pod's own name must lead to it before it is ready: a broker looks itself up while it starts.
      spec: {
        clusterIP: 'None',
        publishNotReadyAddresses: true,
        selector: subject.selector,
        ports: servicePorts,
      } satisfies Plain<k8s.ServiceSpec>,
    });
    new Manifest(this, 'stateful-set', {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: statefulMetadata(platform, metadata(name), reloadedSecrets),
      spec: statefulSetSpec(props, subject),
    });
  }
}

/** The Kubernetes Service that gives the pods of a StatefulSet their names. */
function headlessName(name: string): string {
  return `${name}-headless`;
}

function statefulMetadata(platform: Platform, metadata: ObjectMetadata, reloadedSecrets: readonly string[]): ObjectMetadata {
  const annotations = {
    ...metadata.annotations,
    ...reloadAnnotation(platform, reloadedSecrets),
    ...(platform.delivery === 'argocd' && keptByArgoCd),
  };
  return Object.keys(annotations).length === 0 ? metadata : { ...metadata, annotations };
}

/** The API fills in the type of a claim template, which the generated props do not know. */
type StatefulSetSpec = Plain<Omit<k8s.StatefulSetSpec, 'volumeClaimTemplates'>> & {
  readonly volumeClaimTemplates: readonly (Plain<k8s.KubePersistentVolumeClaimProps> & {
    readonly apiVersion: 'v1';
    readonly kind: 'PersistentVolumeClaim';
  })[];
};

function statefulSetSpec(props: BackingServerProps, subject: Subject): StatefulSetSpec {
  const { name, server, ports, dataPath, container, scratch = [] } = props;
  const volumes = [temporaryVolume, ...scratch];
  return {
    serviceName: headlessName(name),
    replicas: 1,
    revisionHistoryLimit: 3,
    podManagementPolicy: 'OrderedReady',
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    selector: { matchLabels: subject.selector },
    template: {
      metadata: { labels: subject.labels },
      spec: {
        serviceAccountName: name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        terminationGracePeriodSeconds: props.terminationGracePeriodSeconds,
        securityContext: podSecurityContext(server.user),
        containers: [
          {
            name,
            image: formatImageReference(server.image),
            imagePullPolicy: 'IfNotPresent',
            ...container,
            ports: ports.map((port) => ({ name: port.name, containerPort: port.port, protocol: 'TCP' })),
            resources: resourceRequirements(server.resources),
            securityContext: containerSecurityContext(server.user),
            volumeMounts: [{ name: 'data', mountPath: dataPath }, ...volumes.map(({ mount }) => mount)],
          },
        ],
        volumes: volumes.map(({ volume }) => volume),
      },
    },
    volumeClaimTemplates: [
      {
        // What the API server would fill in shows up as a difference for ever.
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data', labels: subject.selector },
        spec: {
          accessModes: ['ReadWriteOnce'],
          ...(server.storageClass !== undefined && { storageClassName: server.storageClass }),
          volumeMode: 'Filesystem',
          resources: { requests: { storage: server.storage } },
        },
      },
    ],
  };
}
