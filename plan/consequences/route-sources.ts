import { groupBy } from '../../formats';
import type { KubernetesObject } from '../../model';
import { listOf, type Mapping, mappingOf, textOf } from '../../model/objects/mappings';
import { titleOf, valueAt } from '../objects';

/** What routes are read with: the objects that say something about requests beside the routes themselves. */
export interface RouteSources {
  /** Finds an object by kind and name, such as `Service/orders`. */
  readonly find: (title: string) => KubernetesObject | undefined;
  /** The policies of a kind of Envoy Gateway that are for an HTTPRoute, or a Gateway, by its kind and name. */
  readonly policiesFor: (kind: PolicyKind, target: string) => readonly KubernetesObject[];
}

/** The kinds by which Envoy Gateway is told what it does with requests. */
export type PolicyKind = 'SecurityPolicy' | 'BackendTrafficPolicy' | 'ClientTrafficPolicy';

const policyKinds: ReadonlySet<string> = new Set<PolicyKind>(['SecurityPolicy', 'BackendTrafficPolicy', 'ClientTrafficPolicy']);

/** Indexes objects, in time proportional to their number. */
export function routeSources(objects: readonly KubernetesObject[]): RouteSources {
  const byTitle = new Map(objects.map((object) => [titleOf(object), object]));
  const targeted = objects
    .filter(({ kind }) => policyKinds.has(kind))
    .flatMap((policy) =>
      [...listOf(valueAt(policy, 'spec.targetRefs')), ...[valueAt(policy, 'spec.targetRef')].filter((one) => one !== undefined)]
        .map(mappingOf)
        .map(({ kind, name }) => ({ key: `${policy.kind} ${String(kind)}/${String(name)}`, policy })),
    );
  const byTarget = groupBy(targeted, ({ key }) => key);
  return {
    find: (title) => byTitle.get(title),
    policiesFor: (kind, target) => (byTarget.get(`${kind} ${target}`) ?? []).map(({ policy }) => policy),
  };
}

/** The specs of the Middlewares of Traefik that requests of an Ingress pass, in their order; those of other namespaces are not known. */
export function middlewaresOfIngress({ metadata }: KubernetesObject, { find }: RouteSources): Mapping[] {
  const namespace = textOf(metadata['namespace']) ?? '';
  const listed = textOf(mappingOf(metadata['annotations'])['traefik.ingress.kubernetes.io/router.middlewares']) ?? '';
  return listed.split(',').flatMap((reference) => {
    const name = /^(.+)@kubernetescrd$/.exec(reference.trim())?.[1] ?? '';
    return name.startsWith(`${namespace}-`) ? specsOf(name.slice(namespace.length + 1), find) : [];
  });
}

/** The specs of the Middlewares of Traefik that requests of a rule of an HTTPRoute pass, in their order. */
export function middlewaresOfRule({ filters }: Mapping, { find }: RouteSources): Mapping[] {
  return listOf(filters)
    .map((filter) => mappingOf(mappingOf(filter)['extensionRef']))
    .flatMap(({ kind, name }) => (kind === 'Middleware' ? specsOf(textOf(name) ?? '', find) : []));
}

/** The spec of a Middleware, and of those that it is a chain of. */
function specsOf(name: string, find: RouteSources['find'], above: readonly string[] = []): Mapping[] {
  const spec = mappingOf(find(`Middleware/${name}`)?.['spec']);
  const chained = above.includes(name) ? [] : listOf(mappingOf(spec['chain'])['middlewares']);
  return [spec, ...chained.flatMap((one) => specsOf(textOf(mappingOf(one)['name']) ?? '', find, [...above, name]))];
}
