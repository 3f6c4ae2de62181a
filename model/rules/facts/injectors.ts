import type { Blueprint } from '../../blueprint';
import { namespaceIn } from '../../design/network/areas';
import { mappingOf, textOf } from '../../objects/mappings';
import { podIn } from '../../objects/pod';
import type { KubernetesObject, Platform } from '../../platform';
import { policiesOf } from '../../network/policy';
import { type NetworkPod, reachabilityOf } from '../../network/reach';
import { readPolicies } from '../../network/read-policies';

type Mapping = Readonly<Record<string, unknown>>;

/** What a container that is put into pods asks for: a Kubernetes Service of its control plane, at the port of the pods behind it. */
export interface InjectedCall {
  readonly host: string;
  readonly port: number;
  readonly namespace: string;
}

/** What puts containers into pods, or redirects what they send. */
interface Injector {
  readonly title: string;
  /** Finds the label or the annotation that asks for it; undefined if none does. */
  readonly askedBy: (marks: Marks) => string | undefined;
  readonly calls: (marks: Marks) => readonly InjectedCall[];
  /** The port at which calls between pods arrive by it; left out if they arrive where they are sent to. */
  readonly arrives?: number;
}

/** The labels and annotations of pods, or of their namespace. */
export interface Marks {
  readonly labels: Mapping;
  readonly annotations: Mapping;
}

const call = (service: string, namespace: string, port: number): InjectedCall => ({ host: `${service}.${namespace}.svc`, port, namespace });
const label = (name: string): string => `the label \`${name}\``;
const annotation = (name: string): string => `the annotation \`${name}\``;

const istioOff = ({ labels, annotations }: Marks): boolean =>
  [labels, annotations].some((marks) => marks['sidecar.istio.io/inject'] === 'false');

/**
 * The injectors whose containers cannot do without their control plane.
 * @see https://istio.io/latest/docs/ops/deployment/application-requirements/
 * @see https://istio.io/latest/docs/ambient/usage/networkpolicy/
 * @see https://linkerd.io/2/reference/architecture/
 * @see https://docs.dapr.io/concepts/dapr-services/
 * @see https://developer.hashicorp.com/vault/docs/deploy/kubernetes/injector/annotations
 */
const injectors: readonly Injector[] = [
  {
    title: 'Istio',
    askedBy: (marks) => {
      const { labels, annotations } = marks;
      if (istioOff(marks)) return undefined;
      if (labels['istio-injection'] === 'enabled') return label('istio-injection');
      if (labels['sidecar.istio.io/inject'] === 'true') return label('sidecar.istio.io/inject');
      if (annotations['sidecar.istio.io/inject'] === 'true') return annotation('sidecar.istio.io/inject');
      return labels['istio.io/rev'] === undefined ? undefined : label('istio.io/rev');
    },
    calls: () => [call('istiod', 'istio-system', 15012)],
  },
  {
    title: 'Istio without sidecars',
    askedBy: ({ labels }) => (labels['istio.io/dataplane-mode'] === 'ambient' ? label('istio.io/dataplane-mode') : undefined),
    calls: () => [],
    arrives: 15008,
  },
  {
    title: 'Linkerd',
    askedBy: ({ annotations }) =>
      ['enabled', 'ingress'].includes(textOf(annotations['linkerd.io/inject']) ?? '') ? annotation('linkerd.io/inject') : undefined,
    calls: () => [call('linkerd-identity', 'linkerd', 8080), call('linkerd-dst', 'linkerd', 8086), call('linkerd-policy', 'linkerd', 8090)],
  },
  {
    title: 'Dapr',
    askedBy: ({ annotations }) => (annotations['dapr.io/enabled'] === 'true' ? annotation('dapr.io/enabled') : undefined),
    calls: () => [call('dapr-sentry', 'dapr-system', 50001), call('dapr-api', 'dapr-system', 6500)],
  },
  {
    title: 'the agent of Vault',
    askedBy: ({ annotations }) =>
      annotations['vault.hashicorp.com/agent-inject'] === 'true' ? annotation('vault.hashicorp.com/agent-inject') : undefined,
    calls: ({ annotations }) => {
      const [, host = 'vault.vault.svc', port = '8200'] =
        /^https?:\/\/([^/:]+)(?::(\d+))?/.exec(textOf(annotations['vault.hashicorp.com/service']) ?? '') ?? [];
      return [{ host, port: Number(port), namespace: namespaceIn(host) ?? '' }];
    },
  },
];

/** The labels and annotations of the pods that an object makes. */
export function podMarks(object: KubernetesObject): Marks {
  let around: unknown = object;
  for (const field of podIn(object)?.path.slice(0, -1) ?? []) around = mappingOf(around)[field];
  const { labels, annotations } = mappingOf(mappingOf(around)['metadata']);
  return { labels: mappingOf(labels), annotations: mappingOf(annotations) };
}

/** What is put into pods and cannot work, because their policies cut it. */
export interface CutInjection {
  /** What puts it there. */
  readonly injector: string;
  /** The label or annotation that asks for it. */
  readonly mark: string;
  /** The calls that are cut. */
  readonly calls: readonly InjectedCall[];
  /** The port at which calls between pods arrive, and are cut; undefined if they are not. */
  readonly arrives: number | undefined;
}

/** Finds what pods are given by the marks of them or of their namespace and the network policies of a platform cut. */
export type InjectionFinder = (pod: NetworkPod, id: string | undefined, marks: Marks) => CutInjection[];

/** Reads the policies of a platform, when something is injected at all. */
export function injectionFinder(platform: Platform, blueprint: Blueprint): InjectionFinder {
  const { namespace } = platform;
  let reach: ReturnType<typeof reachabilityOf> | undefined;
  let called: ReadonlySet<string> | undefined;
  return (pod, id, marks) =>
    injectors.flatMap(({ title, askedBy, calls, arrives }): CutInjection[] => {
      const mark = askedBy(marks);
      if (mark === undefined) return [];
      reach ??= reachabilityOf([
        ...blueprint.networkPolicies.flatMap((policy) => policiesOf(policy, namespace)),
        ...blueprint.foreign.flatMap(({ object }) => readPolicies(object, namespace)),
      ]);
      // A control plane under another name is declared by its host: the port tells it.
      called ??= new Set(blueprint.connections.flatMap(({ from, to, port }) => ('id' in from && 'host' in to ? `${from.id} ${port}` : [])));
      const passes = (to: NetworkPod, port: number): boolean => reach?.(pod, to, port, 'TCP').passes === true;
      const cut = calls(marks).filter(
        (one) =>
          !called?.has(`${id} ${one.port}`) &&
          !passes({ kind: 'pod', namespace: one.namespace, namespaceLabels: {}, labels: {}, ports: [] }, one.port),
      );
      const isCut = arrives !== undefined && !passes(pod, arrives);
      return cut.length === 0 && !isCut ? [] : [{ injector: title, mark, calls: cut, arrives: isCut ? arrives : undefined }];
    });
}
