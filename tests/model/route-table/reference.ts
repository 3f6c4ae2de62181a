import type { Dialect, TableRequest, TableRoute } from '../../../model/route-table';

/*
 * Who answers, written a second time: straight from the text of each specification, over all routes, without an index. It shares no code with the
 * model, and reads only paths that mean the same to every proxy.
 */

const elements = (path: string): string[] => path.split('/').filter((element) => element !== '');

/** "A request is a match for path p if every p is an element-wise prefix of p of the request path." */
const isElementwisePrefix = (prefix: string, path: string): boolean => {
  const [wanted, given] = [elements(prefix), elements(path)];
  return wanted.every((element, index) => given[index] === element);
};

const takesPath = ({ match, path }: TableRoute, asked: string): boolean =>
  match === 'exact' ? asked === path : isElementwisePrefix(path, asked);

/** Ingress: a wildcard "matches only a single label". */
const labelsOf = (host: string): string[] => host.split('.');
const isOneLabelOver = (wildcard: string, host: string): boolean => labelsOf(host).slice(1).join('.') === wildcard.slice(2);
/** Gateway API and nginx: "interpreted as a suffix match". */
const isSuffix = (wildcard: string, host: string): boolean => host.length > wildcard.length - 1 && host.endsWith(wildcard.slice(1));

const takesHost = (pattern: string, host: string, over: (wildcard: string, host: string) => boolean): boolean =>
  pattern === '' || pattern === host || (pattern.startsWith('*.') && over(pattern, host));

const takesMethod = ({ methods }: TableRoute, { method }: TableRequest): boolean => methods === undefined || methods.includes(method);

/** The first of the best routes, by scores that decide one after another. */
function best(routes: readonly TableRoute[], scores: (route: TableRoute) => readonly number[]): TableRoute | undefined {
  return [...routes].sort((a, b) => {
    const [ofA, ofB] = [scores(a), scores(b)];
    const at = ofA.findIndex((score, index) => score !== ofB[index]);
    return at < 0 ? 0 : ofB[at]! - ofA[at]!;
  })[0];
}

const hostScores = ({ host }: TableRoute): number[] => [host.startsWith('*') ? 0 : host.length, host.length];
const exactScore = ({ match }: TableRoute): number => (match === 'exact' ? 1 : 0);

/** The routes of the most specific host that takes the request. */
function ofOneHost(routes: readonly TableRoute[], host: string, over: (wildcard: string, host: string) => boolean): TableRoute[] {
  const taking = routes.filter((route) => takesHost(route.host, host, over));
  const first = best(taking, hostScores);
  return taking.filter((route) => route.host === first?.host);
}

/** The rule of Traefik's Ingress provider as text, and what it asks. */
function traefikRule({ host, path, match }: TableRoute, strict: boolean): { text: string; holds: (request: TableRequest) => boolean } {
  const parts: string[] = [];
  const asked: ((request: TableRequest) => boolean)[] = [];
  if (host.startsWith('*.')) {
    const pattern = `^[a-zA-Z0-9-]+\\.${host.slice(2).split('.').join('\\.')}$`;
    parts.push(`HostRegexp(${JSON.stringify(pattern)})`);
    asked.push((request) => new RegExp(pattern).test(request.host));
  } else if (host !== '') {
    parts.push(`Host("${host}")`);
    asked.push((request) => request.host === host);
  }
  if (match === 'exact') {
    parts.push(`Path("${path}")`);
    asked.push((request) => request.path === path);
  } else if (strict && path !== '/') {
    parts.push(`(Path("${path}") || PathPrefix("${path}/"))`);
    asked.push((request) => request.path === path || request.path.startsWith(`${path}/`));
  } else {
    parts.push(`PathPrefix("${path}")`);
    asked.push((request) => request.path.startsWith(path));
  }
  return { text: parts.join(' && '), holds: (request) => asked.every((one) => one(request)) };
}

/** The reference of each dialect. @returns the first of the preferred routes in the order of the table */
export const reference: Readonly<Record<Dialect, (routes: readonly TableRoute[], request: TableRequest) => TableRoute | undefined>> = {
  ingress: (routes, { host, path }) =>
    best(
      ofOneHost(routes, host, isOneLabelOver).filter((route) => takesPath(route, path)),
      (route) => [route.path.length, exactScore(route)],
    ),
  'ingress-nginx': (routes, { host, path }) => nginxLocation(ofOneHost(routes, host, isOneLabelOver), path, () => 0),
  nginx: (routes, request) =>
    nginxLocation(
      ofOneHost(routes, request.host, isSuffix).filter((route) => takesMethod(route, request)),
      request.path,
      ({ methods }) => (methods === undefined ? 0 : 1),
    ),
  traefik: (routes, request) =>
    best(
      routes.filter((route) => traefikRule(route, false).holds(request)),
      (route) => [traefikRule(route, false).text.length],
    ),
  'traefik-strict': (routes, request) =>
    best(
      routes.filter((route) => traefikRule(route, true).holds(request)),
      (route) => [traefikRule(route, true).text.length],
    ),
  gateway: (routes, request) =>
    best(
      routes.filter(
        (route) => takesHost(route.host, request.host, isSuffix) && takesPath(route, request.path) && takesMethod(route, request),
      ),
      (route) => [...hostScores(route), exactScore(route), route.path.length, route.methods === undefined ? 0 : 1],
    ),
  'traefik-gateway': (routes, request) =>
    best(
      routes.filter(
        (route) => takesHost(route.host, request.host, isSuffix) && takesPath(route, request.path) && takesMethod(route, request),
      ),
      ({ host, path, match, methods }) => [
        (match === 'exact' ? 100_000 : path === '/' ? 1 : 10_000 + 100 * path.length) + (methods === undefined ? 0 : 1000) + host.length,
      ],
    ),
  'envoy-gateway': (routes, request) =>
    best(
      ofOneHost(routes, request.host, isSuffix).filter((route) => takesPath(route, request.path) && takesMethod(route, request)),
      (route) => [exactScore(route), route.path.length, route.methods === undefined ? 0 : 1],
    ),
};

/** nginx: `location = /x` ends the search, else the longest `location /x/` that the path starts with. A prefix route is such a pair. */
function nginxLocation(routes: readonly TableRoute[], path: string, ofMethod: (route: TableRoute) => number): TableRoute | undefined {
  const equal = routes.filter((route) => route.path === path);
  const under = routes.filter((route) => route.match === 'prefix' && path.startsWith(route.path === '/' ? '/' : `${route.path}/`));
  return best(equal, (route) => [exactScore(route), ofMethod(route)]) ?? best(under, (route) => [route.path.length, ofMethod(route)]);
}
