import type { Place } from '../diagnostics';
import type { KubernetesObject } from '../model';
import { listOf, mappingOf, textOf } from '../model/objects/mappings';
import { placeOf } from '../model/origin';
import type { Comparison } from './comparison';
import { type Leaver, leaverOf } from './left-by-delivery';
import { titleOf } from './objects';
import { planRule } from './rule';

/** The kinds that lead requests from outside. */
const routingKinds: ReadonlySet<string> = new Set(['Ingress', 'HTTPRoute']);

/** The kinds that say what becomes of requests, and have their effect as long as they are there. */
const policyKinds: ReadonlySet<string> = new Set(['SecurityPolicy', 'BackendTrafficPolicy', 'ClientTrafficPolicy']);

/**
 * Reports the ways in that go on to lead requests after an apply by kubectl, which deletes nothing. Argo CD prunes them. What another object leads from now on has a finding of its own,
 * upgrade-route-doubled.
 */
export const upgradeRouteLeft = planRule('upgrade-route-left', (comparison, report) => {
  for (const { args, at } of leftWays(comparison, false)) report(args, at);
});

/**
 * Reports ways in that kubectl leaves beside others for the same paths. A gateway takes the older one: a login or a limit that a route has got would not hold, and ingress-nginx refuses the new one.
 */
export const upgradeRouteDoubled = planRule('upgrade-route-doubled', (comparison, report) => {
  for (const { args, at } of leftWays(comparison, true)) report(args, at);
});

/** The routing objects of one namespace that are there no more: what a finding says of them, and where. */
interface LeftWays {
  readonly args: { readonly object: string; readonly objects: readonly string[]; readonly namespace: string; readonly by: Leaver };
  readonly at: Place;
}

/**
 * Lists the routing objects that are there no more, by namespace; none where Argo CD deletes them.
 * @param isDoubled whether those are meant whose paths another object leads now, or the others
 */
function leftWays(comparison: Comparison, isDoubled: boolean): LeftWays[] {
  const leaver = leaverOf(comparison);
  const ways = comparison.gone.filter(
    (object) => (routingKinds.has(object.kind) || policyKinds.has(object.kind)) && leaver(object) !== undefined,
  );
  const [first] = ways;
  if (first === undefined) return [];
  const by = leaver(first) ?? 'kubectl';
  const isServed = servedNow(comparison);
  const byNamespace = new Map<string, string[]>();
  for (const object of ways) {
    if (isServed(object) !== isDoubled) continue;
    const namespace = textOf(object.metadata['namespace']) ?? '';
    const titles = byNamespace.get(namespace);
    if (titles === undefined) byNamespace.set(namespace, [titleOf(object)]);
    else titles.push(titleOf(object));
  }
  return [...byNamespace].map(([namespace, titles]) => {
    const objects = titles.sort();
    return { args: { object: objects[0] ?? '', objects, namespace, by }, at: placeOfWay(comparison, namespace) };
  });
}

function placeOfWay({ platform }: Comparison, namespace: string): Place {
  if (namespace !== platform.namespace) return placeOf(platform, 'namespace');
  return platform.routing?.place ?? platform.sources.overlay;
}

/** Tells whether an object of now leads a path of one of before, at the same host. */
function servedNow({ now, platform }: Comparison): (object: KubernetesObject) => boolean {
  const served = new Set(now.filter(({ kind }) => routingKinds.has(kind)).flatMap(pathsOf));
  return (object) => textOf(object.metadata['namespace']) === platform.namespace && pathsOf(object).some((path) => served.has(path));
}

/** The paths that an Ingress or HTTPRoute leads, each with its host; those that cannot be read are left out. */
function pathsOf(object: KubernetesObject): string[] {
  const { kind } = object;
  const spec = mappingOf(object['spec']);
  const rules = listOf(spec['rules']).map(mappingOf);
  if (kind === 'Ingress')
    return rules.flatMap((rule) =>
      listOf(mappingOf(rule['http'])['paths']).map((path) => `${textOf(rule['host']) ?? ''} ${textOf(mappingOf(path)['path']) ?? '/'}`),
    );
  if (kind !== 'HTTPRoute') return [];
  const paths = rules.flatMap((rule) =>
    listOf(rule['matches']).map((match) => textOf(mappingOf(mappingOf(match)['path'])['value']) ?? '/'),
  );
  return listOf(spec['hostnames']).flatMap((host) => paths.map((path) => `${textOf(host) ?? ''} ${path}`));
}
