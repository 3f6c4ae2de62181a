import type { ManifestObject } from '../../../output';
import { objectTitle } from './trees';

/** The fields of a container that rules read. */
export interface Container {
  readonly image: string;
  readonly imagePullPolicy?: string;
  readonly ports?: readonly { readonly name: string; readonly containerPort: number; readonly hostPort?: number }[];
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: { readonly secretKeyRef?: object } }[];
  readonly envFrom?: readonly { readonly secretRef?: object }[];
  readonly resources?: { readonly requests?: Record<string, string>; readonly limits?: Record<string, string> };
  readonly securityContext?: SecurityContext;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
}

/** The security context of a container. */
interface SecurityContext {
  readonly allowPrivilegeEscalation?: boolean;
  readonly privileged?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly procMount?: string;
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  readonly seccompProfile?: { readonly type?: string };
}

type Probe = Readonly<Partial<Record<'httpGet' | 'tcpSocket', { readonly port: string | number }>>>;

/** The fields of a pod that rules read. */
export interface Pod {
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly priorityClassName?: string;
  readonly securityContext?: SecurityContext & { readonly sysctls?: readonly object[] };
  readonly affinity?: { readonly podAntiAffinity?: object };
  readonly topologySpreadConstraints?: readonly object[];
  readonly volumes?: readonly { readonly hostPath?: object }[];
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
}

/** The argument of a rule. */
export interface Subject {
  readonly object: ManifestObject;
  /** The object's `spec`, unchecked. */
  readonly spec: Spec;
  readonly pod: Pod | undefined;
  /** The labels of the pod. */
  readonly podLabels: Labels;
  /** Init containers and containers. */
  readonly containers: readonly Container[];
  /** Every object of the namespace. */
  readonly all: readonly ManifestObject[];
}

/** The fields of `spec`, of any kind, that rules read. */
export interface Spec {
  readonly replicas?: number;
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly ttlSecondsAfterFinished?: number;
  readonly minAvailable?: number | string;
  readonly maxUnavailable?: number | string;
  readonly unhealthyPodEvictionPolicy?: string;
  readonly tls?: readonly object[];
  readonly selector?: Labels & { readonly matchLabels?: Labels };
  readonly ports?: readonly { readonly targetPort?: string | number }[];
  readonly podSelector?: { readonly matchLabels?: Labels };
  readonly template?: PodTemplate;
  readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } };
}

interface PodTemplate {
  readonly metadata?: { readonly labels: Labels };
  readonly spec: Pod;
}

type Labels = Readonly<Record<string, string>>;

/** A default rule of a linter; true if it objects to an object. Written from its documentation, for the fields that we emit. */
export type Rule = (subject: Subject) => boolean;

/** The objections of some rules, each as `Kind name: rule`, sorted. */
export function findingsOf(rules: Readonly<Record<string, Rule>>, all: readonly ManifestObject[]): string[] {
  return all
    .flatMap((object) => {
      const spec = (object['spec'] ?? {}) as Spec;
      const template = spec.jobTemplate?.spec.template ?? spec.template;
      const pod = template?.spec;
      const containers = pod === undefined ? [] : [...(pod.initContainers ?? []), ...pod.containers];
      const subject: Subject = { object, spec, pod, podLabels: template?.metadata?.labels ?? {}, containers, all };
      return Object.keys(rules)
        .filter((rule) => rules[rule]?.(subject))
        .map((rule) => `${objectTitle(object)}: ${rule}`);
    })
    .sort();
}

/** A rule about every container. */
export function everyContainer(isWrong: (container: Container, subject: Subject) => boolean): Rule {
  return (subject) => subject.containers.some((container) => isWrong(container, subject));
}

/** A rule about every pod. */
export function everyPod(isWrong: (pod: Pod, subject: Subject) => boolean): Rule {
  return (subject) => subject.pod !== undefined && isWrong(subject.pod, subject);
}

/** Whether a selector selects labels. */
export function selects(selector: Labels | undefined, labels: Labels): boolean {
  return selector !== undefined && Object.entries(selector).every(([name, value]) => labels[name] === value);
}

/** The `spec` of every object of a kind. */
export function specsOf(kind: string, all: readonly ManifestObject[]): Spec[] {
  return all.filter((object) => object.kind === kind).map((object) => (object['spec'] ?? {}) as Spec);
}
