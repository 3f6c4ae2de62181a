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

/** The kinds by which a controller acts as long as they are there: on requests, on a load balancer and its address, on the Secret of a certificate. */
const actingKinds: ReadonlySet<string> = new Set([
  'SecurityPolicy',
  'BackendTrafficPolicy',
  'ClientTrafficPolicy',
  'Gateway',
  'Certificate',
]);

/**
 * Reports the ways in that go on to lead requests, and what else controllers go on to act by, after an apply by kubectl, which deletes nothing. Argo CD prunes them. What another object leads from now on has a finding of its own,
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
  readonly args: {
    readonly object: string;
    readonly objects: readonly string[];
    readonly namespace: string;
    readonly by: Leaver;
    readonly orphan: boolean;
  };
  readonly at: Place;
}

/**
 * Lists the routing objects that are there no more, by namespace; none where Argo CD deletes them.
 * @param isDoubled whether those are meant whose paths another object leads now, or the others
 */
function leftWays(comparison: Comparison, isDoubled: boolean): LeftWays[] {
  const leaver = leaverOf(comparison);
  const ways = comparison.gone.filter((object) => (routingKinds.has(object.kind) || isActing(object)) && leaver(object) !== undefined);
  const [first] = ways;
  if (first === undefined) return [];
  const by = leaver(first) ?? 'kubectl';
  const isServed = servedNow(comparison);
  const ownsCertificate = certificatesOfIngresses(comparison);
  const byNamespace = new Map<string, KubernetesObject[]>();
  for (const object of ways) {
    if (isServed(object) !== isDoubled) continue;
    const namespace = textOf(object.metadata['namespace']) ?? '';
    const there = byNamespace.get(namespace);
    if (there === undefined) byNamespace.set(namespace, [object]);
    else there.push(object);
  }
  return [...byNamespace].map(([namespace, there]) => {
    const objects = there.map(titleOf).sort();
    const orphan = there.some(ownsCertificate);
    return { args: { object: objects[0] ?? '', objects, namespace, by, orphan }, at: placeOfWay(comparison, namespace) };
  });
}

/** Whether a controller acts by an object. Of Gateways and Certificates, those of the routes are meant, and not what the team carries. */
function isActing({ kind, metadata }: KubernetesObject): boolean {
  if (!actingKinds.has(kind)) return false;
  if (kind !== 'Gateway' && kind !== 'Certificate') return true;
  return mappingOf(metadata['labels'])['app.kubernetes.io/component'] === 'routes';
}

/**
 * Tells whether an Ingress of before owns a Certificate that is ours now: cert-manager made it for the annotation of the issuer, under the name of the Secret, and
 * who deletes the Ingress deletes it, too.
 */
function certificatesOfIngresses({ now }: Comparison): (object: KubernetesObject) => boolean {
  const ours = new Set(
    now
      .filter(({ kind }) => kind === 'Certificate')
      .map((object) => `${textOf(object.metadata['namespace']) ?? ''}/${textOf(mappingOf(object['spec'])['secretName']) ?? ''}`),
  );
  return (object) =>
    object.kind === 'Ingress' &&
    Object.keys(mappingOf(object.metadata['annotations'])).some((name) => /^cert-manager\.io\/(cluster-)?issuer$/.test(name)) &&
    listOf(mappingOf(object['spec'])['tls']).some((tls) =>
      ours.has(`${textOf(object.metadata['namespace']) ?? ''}/${textOf(mappingOf(tls)['secretName']) ?? ''}`),
    );
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
