import type { KubernetesObject } from '../../model';
import { listOf, type Mapping, mappingOf, textOf } from '../../model/objects/mappings';
import type { Comparison } from '../comparison';
import { valueAt } from '../objects';
import { consequence } from './consequence';

/** One path at one host, and who answers there. */
interface Led {
  readonly object: KubernetesObject;
  readonly host: string;
  readonly path: string;
  readonly isPrefix: boolean;
  /** The Kubernetes Service. */
  readonly to: string;
  readonly hasLogin: boolean;
}

/** A path that nothing leads any more. One that falls to a shorter route is a finding of its own, upgrade-route-fell. */
export const routeGone = consequence('plan-route-gone', 'interrupts', (comparison, report) => {
  const { before, now } = tablesOf(comparison);
  for (const [key, was] of before) if (!now.has(key) && nextRoute(was, now) === undefined) report(was.object, { route: titleOfRoute(was) });
});

/** A path that leads to another service. */
export const routeMoves = consequence('plan-route-moves', 'interrupts', (comparison, report) => {
  const { before, now } = tablesOf(comparison);
  for (const [key, was] of before) {
    const is = now.get(key);
    if (is !== undefined && is.to !== was.to) report(is.object, { route: titleOfRoute(is), from: was.to, to: is.to });
  }
});

/** A path that needs no login any more. */
export const loginGone = consequence('plan-login-gone', 'security', (comparison, report) => {
  const { before, now } = tablesOf(comparison);
  for (const [key, was] of before) {
    const is = now.get(key);
    if (was.hasLogin && is !== undefined && !is.hasLogin) report(is.object, { route: titleOfRoute(is) });
  }
});

/** Routes that another controller reads. */
export const classChanges = consequence('plan-class-changes', 'interrupts', ({ pairs }, report) => {
  for (const { before, now } of pairs) {
    const field = now.kind === 'Ingress' ? 'spec.ingressClassName' : now.kind === 'Gateway' ? 'spec.gatewayClassName' : undefined;
    if (field === undefined) continue;
    const [from, to] = [before, now].map((object) => textOf(valueAt(object, field)) ?? 'the default class');
    if (from !== undefined && to !== undefined && from !== to) report(now, { from, to });
  }
});

const tables = new WeakMap<Comparison, { readonly before: ReadonlyMap<string, Led>; readonly now: ReadonlyMap<string, Led> }>();

/** The paths of before whose objects changed, and all of now. A route that was in an object of before which did not change is among those of now. */
function tablesOf(comparison: Comparison): { readonly before: ReadonlyMap<string, Led>; readonly now: ReadonlyMap<string, Led> } {
  const known = tables.get(comparison);
  if (known !== undefined) return known;
  const byName = (objects: readonly KubernetesObject[]): ReadonlyMap<string, KubernetesObject> =>
    new Map(objects.map((object) => [`${object.kind}/${object.metadata.name}`, object]));
  const [was, is] = [byName(comparison.before), byName(comparison.now)];
  const table = (objects: readonly KubernetesObject[], find: (title: string) => KubernetesObject | undefined): Map<string, Led> =>
    new Map(objects.flatMap((object) => ledBy(object, find)).map((led) => [`${led.host} ${String(led.isPrefix)} ${led.path}`, led]));
  const made = {
    // What did not change is left out of before.
    before: table(comparison.before, (title) => was.get(title) ?? is.get(title)),
    now: table(comparison.now, (title) => is.get(title)),
  };
  tables.set(comparison, made);
  return made;
}

function ledBy(object: KubernetesObject, find: (title: string) => KubernetesObject | undefined): Led[] {
  const rules = listOf(valueAt(object, 'spec.rules')).map(mappingOf);
  if (object.kind === 'Ingress') {
    const hasLogin = asksForLogin(object, find);
    return rules.flatMap((rule) =>
      listOf(mappingOf(rule['http'])['paths'])
        .map(mappingOf)
        .map((one) => ({
          object,
          host: textOf(rule['host']) ?? '*',
          path: textOf(one['path']) ?? '/',
          isPrefix: one['pathType'] !== 'Exact',
          to: textOf(mappingOf(mappingOf(one['backend'])['service'])['name']) ?? 'none',
          hasLogin,
        })),
    );
  }
  if (object.kind !== 'HTTPRoute') return [];
  const hosts = listOf(valueAt(object, 'spec.hostnames')).flatMap((host) => textOf(host) ?? []);
  const hasLogin = hasSecurityPolicy(object, find);
  return rules.flatMap((rule) => {
    const to = textOf(mappingOf(listOf(rule['backendRefs'])[0])['name']);
    if (to === undefined) return [];
    return listOf(rule['matches']).flatMap((match) => {
      const { type = 'PathPrefix', value = '/' } = mappingOf(mappingOf(match)['path']) as { type?: string; value?: string };
      return (hosts.length === 0 ? ['*'] : hosts).map((host) => ({ object, host, path: value, isPrefix: type !== 'Exact', to, hasLogin }));
    });
  });
}

/** Whether the controller asks for a login, by the annotations of ingress-nginx and by the Middlewares of Traefik. */
function asksForLogin({ metadata }: KubernetesObject, find: (title: string) => KubernetesObject | undefined): boolean {
  const annotations = mappingOf(metadata['annotations']);
  if (['auth-url', 'auth-type'].some((name) => annotations[`nginx.ingress.kubernetes.io/${name}`] !== undefined)) return true;
  const namespace = textOf(metadata['namespace']) ?? '';
  const middlewares = (textOf(annotations['traefik.ingress.kubernetes.io/router.middlewares']) ?? '').split(',');
  return middlewares.some((reference) => {
    const name = /^(.+)@kubernetescrd$/.exec(reference.trim())?.[1] ?? '';
    const spec = name.startsWith(`${namespace}-`) ? mappingOf(find(`Middleware/${name.slice(namespace.length + 1)}`)?.['spec']) : {};
    return ['forwardAuth', 'basicAuth', 'digestAuth'].some((kind) => spec[kind] !== undefined);
  });
}

/** Whether a SecurityPolicy of Envoy Gateway that has the name of the route asks for a login. */
function hasSecurityPolicy({ metadata }: KubernetesObject, find: (title: string) => KubernetesObject | undefined): boolean {
  const spec: Mapping = mappingOf(find(`SecurityPolicy/${metadata.name}`)?.['spec']);
  return ['extAuth', 'jwt', 'oidc', 'basicAuth', 'apiKeyAuth'].some((kind) => spec[kind] !== undefined);
}

/** The route that answers a path which has none of its own any more: the longest prefix of it at its host. */
function nextRoute({ host, path }: Led, routes: ReadonlyMap<string, Led>): Led | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const found = routes.get(`${host} true ${path.slice(0, end)}`);
    if (found !== undefined) return found;
  }
  return routes.get(`${host} true /`);
}

function titleOfRoute({ host, path }: Led): string {
  return `${host}${path}`;
}
