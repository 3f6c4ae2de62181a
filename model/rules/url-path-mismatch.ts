import type { Service } from '../platform';
import { rule } from './rule';

/** Reports URLs of a service whose path is neither under nor above one of its routes, nor one of its health and metrics paths. */
export const urlPathMismatch = rule('url-path-mismatch', ({ urlFacts }, report) => {
  for (const { variable, scheme, path, target } of urlFacts.urls) {
    if (target.kind !== 'service' || !/^(?:https?|wss?)$/.test(scheme)) continue;
    const { service } = target;
    const bare = path.replace(/\/$/, '');
    if (bare === '' || service.routes.length === 0 || isKnownPath(bare, service)) continue;
    const routes = service.routes.map((route) => route.path);
    report({ variable: variable.name, path: bare, service: service.key, routes }, variable.origin.place);
  }
});

function isKnownPath(path: string, { routes, health, metrics }: Service): boolean {
  return (
    routes.some((route) => isUnder(path, route.path) || isUnder(route.path, path)) ||
    [health.live, health.ready, health.startup, metrics?.path].includes(path)
  );
}

function isUnder(path: string, prefix: string): boolean {
  return prefix === '/' || path === prefix || path.startsWith(`${prefix}/`);
}
