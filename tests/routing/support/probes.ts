import fc from 'fast-check';

import type { Probe } from './probe';

/** As much of a route as decides what is asked of it. */
export interface ProbedRoute {
  /** A DNS name, `*.example.com`, or the empty text for any. */
  readonly host: string;
  readonly path: string;
}

/** The methods that are asked; CONNECT and TRACE are answered by proxies themselves. */
export const PROBED_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

const LONG = 'a'.repeat(3_000);

/** What may be done to a path, by its name. All of it is legal on the wire. */
export const mutations: Readonly<Record<string, (path: string) => string>> = {
  itself: (path) => path,
  'trailing slash': (path) => joined(path, ''),
  'two trailing slashes': (path) => joined(path, '/'),
  child: (path) => joined(path, '7'),
  grandchild: (path) => joined(path, '7/x.json'),
  parent: (path) => path.slice(0, Math.max(1, path.lastIndexOf('/'))),
  'parent with a slash': (path) => path.slice(0, path.lastIndexOf('/') + 1),
  'sibling by a letter': (path) => `${path}s`,
  'sibling by a hyphen': (path) => `${path}-x`,
  'sibling by a dot': (path) => `${path}.json`,
  'sibling with a child': (path) => `${path}s/7`,
  'one letter less': (path) => path.slice(0, -1) || '/',
  'upper case': (path) => path.toUpperCase(),
  'one capital': (path) => path.replace(/[a-z]/, (letter) => letter.toUpperCase()),
  'leading double slash': (path) => `/${path}`,
  'inner double slash': (path) => path.replace(/(.)\//, '$1//'),
  'last double slash': (path) => path.replace(/\/([^/]*)$/, '//$1'),
  'escaped slash inside': (path) => path.replace(/(.)\//, '$1%2F'),
  'escaped slash at the last': (path) => path.replace(/(.)\/([^/]*)$/, '$1%2f$2'),
  'escaped slash after': (path) => `${path}%2F7`,
  'escaped letter': (path) => path.replace(/[a-z]/, escaped),
  'escaped last letter': (path) => path.replace(/[a-z](?=[^a-z]*$)/, escaped),
  'escaped percent sign': (path) => `${joined(path, '')}%252F7`,
  'escaped space': (path) => `${path}%20`,
  'escaped letter outside ASCII': (path) => joined(path, '%C3%A9'),
  'escaped question mark': (path) => `${path}%3Fx`,
  'a dot': (path) => joined(path, '.'),
  'a dot and a child': (path) => joined(path, './7'),
  'a dot before': (path) => `/.${path}`,
  'two dots': (path) => joined(path, '..'),
  'two dots and a name': (path) => joined(path, '../other'),
  'there and back': (path) => joined(path, `../${path.slice(path.lastIndexOf('/') + 1)}`),
  'back from elsewhere': (path) => `/x/..${path}`,
  'escaped dots': (path) => joined(path, '%2e%2e/other'),
  'half escaped dots': (path) => joined(path, '.%2E/other'),
  'dots with a parameter': (path) => joined(path, '..;/other'),
  'three dots': (path) => joined(path, '...'),
  'a parameter': (path) => `${path};v=1`,
  'a query': (path) => `${path}?path=/other`,
  'an empty query': (path) => `${path}?`,
  'a query of slashes': (path) => `${path}?/../..//`,
  'a long child': (path) => joined(path, LONG),
  'a long sibling': (path) => `${path}${LONG}`,
  'many segments': (path) => joined(path, Array.from({ length: 100 }, () => 'a').join('/')),
};

/** A path below another, which may be `/`. */
function joined(path: string, tail: string): string {
  return path.endsWith('/') ? `${path}${tail}` : `${path}/${tail}`;
}

function escaped(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** How many probes, and which. */
export interface ProbeOptions {
  /** How many probes there are at least. */
  readonly count: number;
  /** The same seed gives the same probes. */
  readonly seed: number;
}

/**
 * The requests that tell what a table answers: of each route the path and all its {@link mutations}, some of them with each method, and mutations of mutations until there
 * are enough.
 */
export function probesOf(routes: readonly ProbedRoute[], { count, seed }: ProbeOptions): Probe[] {
  const known = routes.flatMap(({ host, path }) => hostsUnder(host).map((name) => ({ host: name, path })));
  const paths = known.flatMap(({ host, path }) => Object.values(mutations).map((mutate) => ({ method: 'GET', host, path: mutate(path) })));
  const methods = known.flatMap(({ host, path }) =>
    PROBED_METHODS.flatMap((method) =>
      [path, mutations['child']!(path), mutations['sibling by a letter']!(path)].map((at) => ({ method, host, path: at })),
    ),
  );
  const elsewhere = known.map(({ path }) => ({ method: 'GET', host: 'elsewhere.test', path }));
  const fixed = [...paths, ...methods, ...elsewhere];
  const random = Math.max(0, count - fixed.length);
  return [...fixed, ...(random === 0 ? [] : fc.sample(probe(known), { seed, numRuns: random }))];
}

/** Names that a request may have for the host of a route. */
function hostsUnder(host: string): string[] {
  if (host === '') return ['any.test'];
  return host.startsWith('*.') ? [`a${host.slice(1)}`, `a.b${host.slice(1)}`] : [host];
}

/** A route's path that was changed twice or three times, with some method. */
function probe(known: readonly { readonly host: string; readonly path: string }[]): fc.Arbitrary<Probe> {
  const changes = fc.array(fc.constantFrom(...Object.values(mutations)), { minLength: 2, maxLength: 3 });
  return fc.tuple(fc.constantFrom(...known), changes, fc.constantFrom(...PROBED_METHODS)).map(([{ host, path }, applied, method]) => {
    const changed = applied.reduce((current, mutate) => mutatePath(current, mutate), path);
    // Proxies refuse what does not fit into their buffers.
    return { method, host, path: changed.length > 6_000 ? path : changed };
  });
}

/** Changes the path of a target, and leaves its query as it is. */
function mutatePath(target: string, mutate: (path: string) => string): string {
  const at = target.indexOf('?');
  return at < 0 ? mutate(target) : `${mutate(target.slice(0, at) || '/').replaceAll('?', '%3F')}${target.slice(at)}`;
}
