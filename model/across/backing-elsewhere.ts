import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { BackingService, Platform } from '../platform';
import type { ResolveHost } from '../rules/facts/endpoints';
import { urlsIn } from '../rules/facts/urls';
import { writtenVariables } from '../rules/facts/variables';

/** A server that runs in the cluster in some environment. */
interface Known {
  readonly server: BackingService;
  readonly environment: string;
}

/**
 * Finds addresses without a scheme that lead to a backing server in the cluster, in an environment where it is elsewhere: `redis:6379`, where there is
 * `redis.example.com`. With a scheme such a host is unknown anyway.
 * @param platforms those of one product
 */
export function backingElsewhere(platforms: readonly Platform[]): Diagnostic[] {
  const known = new Map<string, Known>();
  for (const { backing, environment } of platforms) {
    for (const server of backing) if (server.inCluster !== undefined) known.set(server.host.toLowerCase(), { server, environment });
  }
  return known.size === 0 ? [] : platforms.flatMap((platform) => elsewhereIn(platform, known));
}

function elsewhereIn(platform: Platform, known: ReadonlyMap<string, Known>): Diagnostic[] {
  const { product, namespace, services, backing, externals } = platform;
  const here = new Set([
    ...services.map(({ name }) => name),
    ...backing.map(({ host }) => host.toLowerCase()),
    ...externals.map(({ host }) => host),
  ]);
  const missing = new Map([...known].filter(([host]) => !here.has(host)));
  if (missing.size === 0) return [];
  const nameOf = (host: string): string => (host.split('.')[1] === namespace ? (host.split('.', 1)[0] ?? host) : host);
  const resolveHost: ResolveHost = (host) => {
    const found = missing.get(nameOf(host));
    return found === undefined ? { kind: 'elsewhere' } : { kind: 'backing', endpoint: found.server };
  };
  return urlsIn(writtenVariables(platform).plain, resolveHost).urls.flatMap(({ scheme, host, variable }) => {
    const found = scheme === '' ? missing.get(nameOf(host)) : undefined;
    if (found === undefined) return [];
    const reference = found.server.kind === 'postgres' ? 'database.host' : `${found.server.kind}.host`;
    const args = { variable: variable.name, host, outside: false, product, elsewhere: { environment: found.environment, reference } };
    return [createDiagnostic('url-host-unknown', args, variable.origin.place)];
  });
}
