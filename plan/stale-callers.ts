import { groupBy } from '../formats';
import type { Platform } from '../model';
import { hostResolver } from '../model/rules/facts/endpoints';
import { urlsIn } from '../model/rules/facts/urls';
import { writtenVariables } from '../model/rules/facts/variables';

/**
 * Finds the services whose variables lead to a name of the namespace that neither a service nor a backing service has.
 * @returns their keys in code-unit order, by that name
 */
export function staleCallers(platform: Platform): ReadonlyMap<string, readonly string[]> {
  const serviceByHostname = new Map(platform.services.map((service) => [service.name, service]));
  const { urls } = urlsIn(writtenVariables(platform).plain, hostResolver(platform, serviceByHostname));
  const calls = urls.flatMap(({ variable, target }) =>
    target.kind === 'unknown' || target.kind === 'left-out' ? [{ host: target.name, caller: variable.service.key }] : [],
  );
  return new Map(
    [...groupBy(calls, ({ host }) => host)].map(([host, some]) => [host, [...new Set(some.map(({ caller }) => caller))].sort()]),
  );
}
