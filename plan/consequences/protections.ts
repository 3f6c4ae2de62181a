import { groupBy } from '../../formats';
import type { KubernetesObject } from '../../model';
import { listOf, mappingOf, textOf } from '../../model/objects/mappings';
import type { Comparison } from '../comparison';
import { identityOf, valueAt } from '../objects';
import { isRedirect } from '../object-routes';
import { consequence } from './consequence';
import { allowedMore, type Protection } from './protection';
import { type RouteChange, routeChanges, titleOfRoute } from './route-changes';

/** A host that is answered without TLS, or by plain HTTP beside it. */
export const tlsGone = consequence('plan-tls-gone', 'security', (comparison, report) => {
  const lossOf = (before: Protection, after: Protection): 'certificate' | 'plain' | undefined =>
    before.hasTls === true && after.hasTls === false
      ? 'certificate'
      : before.isPlain === false && after.isPlain === true
        ? 'plain'
        : undefined;
  for (const { object, what, hosts } of lossesBy(comparison, lossOf)) report(object, { hosts, what });
});

/** Addresses from which requests pass, and did not. */
export const allowWidens = consequence('plan-allow-widens', 'security', (comparison, report) => {
  for (const { object, what, routes } of lossesBy(comparison, (before, after) => listed(allowedMore(before.allowed, after.allowed))))
    report(object, { routes, addresses: what.split(', ') });
});

/** Addresses from which requests passed, and do no more. */
export const allowNarrows = consequence('plan-allow-narrows', 'interrupts', (comparison, report) => {
  for (const { object, what, routes } of lossesBy(comparison, (before, after) => listed(allowedMore(after.allowed, before.allowed))))
    report(object, { routes, addresses: what.split(', ') });
});

/** What kept clients from too much, or from headers that are for the edge alone. A login sets those anew. */
export const limitGone = consequence('plan-limit-gone', 'security', (comparison, report) => {
  const losses: readonly ((before: Protection, after: Protection) => string | undefined)[] = [
    (before, after) => (before.isCounted && !after.isCounted ? 'a limit of requests' : undefined),
    (before, after) => (before.hasBodyLimit && !after.hasBodyLimit ? 'a limit of bodies' : undefined),
    (before, after) => {
      const lost = after.hasLogin ? [] : before.withoutHeaders.filter((name) => !after.withoutHeaders.includes(name));
      return lost.length === 0 ? undefined : `the removal of the headers ${lost.join(', ')}`;
    },
  ];
  for (const lossOf of losses) for (const { object, what, routes } of lossesBy(comparison, lossOf)) report(object, { what, routes });
});

/** A host whose clients were led from plain HTTP to HTTPS, and are not any more. What answers them by plain HTTP is plan-tls-gone. */
export const redirectGone = consequence('plan-redirect-gone', 'interrupts', (comparison, report) => {
  const { now, was, pairs } = comparison;
  const is = redirectsIn(now);
  const lost = [...redirectsIn(was)].filter(([host]) => !is.has(host));
  if (lost.length === 0) return;
  const led = new Set(now.filter((object) => !isRedirect(object) && !isHttpsRedirect(object)).flatMap(hostsOf));
  for (const [object, hosts] of groupBy(lost, ([, one]) => one)) {
    const left = hosts.map(([host]) => host).filter((host) => led.has(host));
    if (left.length > 0) report(pairs.find((pair) => pair.before === object)?.now ?? object, { hosts: left.sort() });
  }
});

/** What routes lose, by the object that answers and by what they lose. */
interface Loss<What extends string> {
  readonly object: KubernetesObject;
  readonly what: What;
  readonly routes: readonly string[];
  readonly hosts: readonly string[];
}

/** Finds losses of routes that go on to answer. A new route of another service had nothing to lose. */
function lossesBy<What extends string>(
  comparison: Comparison,
  lossOf: (before: Protection, after: Protection) => What | undefined,
): Loss<What>[] {
  const losses = routeChanges(comparison).flatMap((route) => {
    const { before, after, change } = route;
    if (after === undefined || (change === 'taken' && before.to !== after.to)) return [];
    const what = lossOf(before.protection, after.protection);
    return what === undefined ? [] : [{ object: after.object, what, route }];
  });
  return [...groupBy(losses, ({ object, what }) => `${identityOf(object)} ${what}`).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { object, what } = first;
    const hostOf = ({ before, request, change }: RouteChange): string => (change === 'taken' ? request : before).host || '*';
    return [
      {
        object,
        what,
        routes: [...new Set(group.map(({ route }) => titleOfRoute(route)))],
        hosts: [...new Set(group.map(({ route }) => hostOf(route)))].sort(),
      },
    ];
  });
}

function listed(addresses: readonly string[]): string | undefined {
  return addresses.length === 0 ? undefined : addresses.join(', ');
}

/** The hosts that are led from plain HTTP to HTTPS, with the object that does it. */
function redirectsIn(objects: readonly KubernetesObject[]): Map<string, KubernetesObject> {
  const redirects = objects.filter((object) => (object.kind === 'Ingress' ? isRedirect(object) : isHttpsRedirect(object)));
  return new Map(redirects.flatMap((object) => hostsOf(object).map((host) => [host, object] as const)));
}

function isHttpsRedirect(object: KubernetesObject): boolean {
  return (
    object.kind === 'HTTPRoute' &&
    listOf(valueAt(object, 'spec.rules'))
      .flatMap((rule) => listOf(mappingOf(rule)['filters']))
      .some((filter) => valueAt(filter, 'requestRedirect.scheme') === 'https')
  );
}

function hostsOf(object: KubernetesObject): string[] {
  if (object.kind === 'Ingress') return listOf(valueAt(object, 'spec.rules')).flatMap((rule) => textOf(mappingOf(rule)['host']) ?? []);
  return object.kind === 'HTTPRoute' ? listOf(valueAt(object, 'spec.hostnames')).flatMap((host) => textOf(host) ?? []) : [];
}
