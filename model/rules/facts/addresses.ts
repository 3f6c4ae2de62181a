import type { ResolveHost, Target } from './endpoints';
import type { UrlUse } from './url-use';
import type { PlainVariable } from './variables';

/** The longest value that is looked through. */
const longest = 2000;

/** A host, perhaps with a port, perhaps for the resolver of gRPC: `orders`, `orders:4001`, `dns:///orders:4001`. */
const address = /^(?:dns:(?:\/\/[^/\s]*\/)?)?([A-Za-z0-9][A-Za-z0-9.-]*?)\.?(?::(\d{1,5}))?$/;

/** Names of variables that hold hosts: there, a word alone is one. */
const ofHosts = /(?:^|_)(?:HOST|HOSTNAME|ADDR|ADDRESS|ENDPOINT|SERVER|TARGET|UPSTREAM)(?:S|ES)?$/i;

/** The targets that the model knows by their hosts. */
const named: ReadonlySet<Target['kind']> = new Set(['service', 'backing', 'neighbour', 'external']);

/**
 * Finds addresses without a scheme in a text: one, or a list of nothing else. An address counts if its host is one that the model knows, since any other
 * word could be one. A word without a port, and with one dot at most, counts in a variable whose name says that it holds hosts.
 */
export function addressesIn(text: string, variable: PlainVariable, resolveHost: ResolveHost): UrlUse[] {
  if (text.length > longest) return [];
  const pieces = text.split(/[\s,;]+/).filter((piece) => piece !== '');
  const uses: UrlUse[] = [];
  for (const piece of pieces) {
    const parts = address.exec(piece);
    if (parts === null) return [];
    const [, host = '', port] = parts;
    const lower = host.toLowerCase();
    if (port === undefined && lower.split('.', 3).length < 3 && !ofHosts.test(variable.name)) continue;
    const target = resolveHost(lower);
    if (!named.has(target.kind)) continue;
    uses.push({
      variable,
      scheme: '',
      host: lower,
      port: port === undefined ? undefined : Number(port),
      portImplied: false,
      path: '',
      target,
    });
  }
  return uses;
}
