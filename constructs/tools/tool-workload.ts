import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { formatImageReference, toLabelValue } from '../../formats';
import type { Database, Platform, Tool } from '../../model/platform';
import { sha256 } from '../delivery/content-hash';
import { createSubject, metadataOf, type ObjectMetadata, type Subject } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';
import { reloadAnnotation } from '../secrets/reload-annotation';
import { lifecycle } from '../service/deployment';
import { containerSecurityContext, podSecurityContext } from '../service/pod-security';
import { serviceProbes } from '../service/probes';
import { resourceRequirements } from '../service/resource-requirements';
import { WorkloadServiceAccount } from '../service/service-account';
import { type MountedVolume, temporaryVolume } from '../service/volumes';
import { ToolIngress } from './tool-ingress';

/** What is particular about one development tool. */
export interface ToolWorkloadProps {
  readonly platform: Platform;
  readonly tool: Tool;
  readonly container: Pick<Plain<k8s.Container>, 'command' | 'env'>;
  /** The path that answers as soon as the tool can be used. */
  readonly readyPath: string;
  /**
   * Volumes beside `/tmp`.
   * @default none
   */
  readonly volumes?: readonly MountedVolume[];
  /**
   * Volumes that the tool's container does not see.
   * @default none
   */
  readonly hiddenVolumes?: readonly Plain<k8s.Volume>[];
  /**
   * What runs before the tool.
   * @default none
   */
  readonly initContainers?: readonly Plain<k8s.Container>[];
  /**
   * More places where a volume is mounted.
   * @default none
   */
  readonly mounts?: readonly Plain<k8s.VolumeMount>[];
  /**
   * The tool's ConfigMap, by file name.
   * @default none
   */
  readonly config?: Readonly<Record<string, string>>;
  /**
   * Capabilities that the image's program cannot be started without.
   * @default none
   */
  readonly capabilities?: readonly string[];
}

/** The name of a tool's ConfigMap. */
export function toolConfigName({ name }: Tool): string {
  return `${name}-config`;
}

/** A development tool: one pod that keeps nothing, its Kubernetes Service, and an Ingress if it has a host. */
export class ToolWorkload extends Construct {
  constructor(scope: Construct, id: string, props: ToolWorkloadProps) {
    super(scope, id);
    const { platform, tool, config } = props;
    const { tag } = tool.image;
    const version = tag === undefined ? undefined : toLabelValue(tag);
    const subject = createSubject(platform, { name: tool.name, instance: tool.name, component: 'tool', version });
    const metadata = (more: Record<string, string> = {}): ObjectMetadata =>
      metadataOf(platform, subject, { name: tool.name, wave: 'workload', ...(Object.keys(more).length > 0 && { annotations: more }) });

    new WorkloadServiceAccount(this, 'service-account', { platform, subject });
    if (config !== undefined) {
      const configMetadata = metadataOf(platform, subject, { name: toolConfigName(tool), wave: 'configuration' });
      new Manifest(this, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: configMetadata, data: config });
    }
    new Manifest(this, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(),
      spec: {
        type: 'ClusterIP',
        selector: subject.selector,
        ports: [{ name: 'http', port: tool.port, targetPort: 'http', protocol: 'TCP', appProtocol: 'http' }],
      } satisfies Plain<k8s.ServiceSpec>,
    });
    new Manifest(this, 'deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata(reloadAnnotation(platform, secretsOf(props.container.env), databaseOf(platform, tool))),
      spec: deploymentSpec(props, subject),
    });
    if (tool.host !== undefined && platform.ingress !== undefined) {
      new ToolIngress(this, 'ingress', { platform, tool, subject, host: tool.host, ingress: platform.ingress });
    }
  }
}

function databaseOf({ services }: Platform, tool: Tool): Database | undefined {
  return tool.name === 'prisma-studio' ? services.find(({ key }) => key === tool.service)?.database : undefined;
}

function secretsOf(env: Plain<k8s.Container>['env'] = []): string[] {
  return env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef?.name ?? []);
}

function deploymentSpec(props: ToolWorkloadProps, subject: Subject): Plain<k8s.DeploymentSpec> {
  const { platform, tool, container, readyPath, mounts = [], hiddenVolumes = [], initContainers = [], config = {}, capabilities } = props;
  const volumes = [temporaryVolume, ...(props.volumes ?? [])];
  // As with services: what is read at the start alone has to change the pod.
  const seed = platform.secretProvider.provider === 'development' ? [platform.secretProvider.seed] : [];
  const security = containerSecurityContext(tool.user);
  return {
    replicas: 1,
    revisionHistoryLimit: 3,
    progressDeadlineSeconds: 600,
    // Two at once would keep twice the connections, and nobody is waiting.
    strategy: { type: 'Recreate' },
    selector: { matchLabels: subject.selector },
    template: {
      metadata: { labels: subject.labels, annotations: { 'cadastre.dev/config-checksum': sha256([config, ...seed]) } },
      spec: {
        serviceAccountName: tool.name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        terminationGracePeriodSeconds: 30,
        securityContext: podSecurityContext(tool.user),
        ...(initContainers.length > 0 && { initContainers }),
        containers: [
          {
            name: tool.name,
            image: formatImageReference(tool.image),
            imagePullPolicy: tool.imagePullPolicy,
            ...container,
            ports: [{ name: 'http', containerPort: tool.port, protocol: 'TCP' }],
            resources: resourceRequirements(tool.resources),
            ...serviceProbes({ live: undefined, ready: readyPath, startup: readyPath }),
            lifecycle,
            securityContext:
              capabilities === undefined ? security : { ...security, capabilities: { ...security.capabilities, add: capabilities } },
            volumeMounts: [...volumes.map(({ mount }) => mount), ...mounts],
          },
        ],
        volumes: [...volumes.map(({ volume }) => volume), ...hiddenVolumes],
      },
    },
  };
}
