import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import type { CompiledPlatform } from '../compiled';
import type { Exposure } from '../blueprint';
import { placeUnder } from '../origin';
import type { Platform } from '../platform';

/** A path of a host, and whose it is. */
interface Owner {
  readonly platform: Platform;
  readonly exposure: Exposure;
  readonly host: string;
}

/**
 * Finds paths of one host that two platforms serve through the same class of Ingress, or the same Gateway. Environments of one product with one namespace are in different
 * clusters. Takes time in proportion to the routes.
 * @returns one finding for each host and each two platforms, with the first of the paths
 */
export function sharedHosts(platforms: readonly CompiledPlatform[]): Diagnostic[] {
  const owners = new Map<string, Owner>();
  return platforms.flatMap(({ platform, blueprint }) => {
    const shared = new Map<string, { readonly other: Owner; readonly own: Owner; readonly paths: string[] }>();
    for (const exposure of blueprint.exposures) {
      for (const { path, match, host } of exposure.routes.flatMap((route) => exposure.hosts.map((host) => ({ ...route, host })))) {
        const own: Owner = { platform, exposure, host };
        const id = JSON.stringify([servedBy(exposure), host.toLowerCase(), path, match]);
        const other = owners.get(id);
        if (other === undefined) owners.set(id, own);
        if (other === undefined || other.platform === platform || other.platform.namespace === platform.namespace) continue;
        const pair = JSON.stringify([host, other.platform.product, other.platform.environment]);
        const same = shared.get(pair) ?? { other, own, paths: [] };
        shared.set(pair, same);
        same.paths.push(path);
      }
    }
    return [...shared.values()].map(({ other, own, paths: [path = '/', ...others] }) => {
      const args = { host: own.host, path, others: others.length, other: `${other.platform.product} ${other.platform.environment}` };
      const related = [{ label: 'also the host of', place: placeOfHost(other) }];
      return createDiagnostic('host-shared', args, placeOfHost(own), { related });
    });
  });
}

/** The Gateway, or the class, that serves an exposure. */
function servedBy({ className, gateway }: Exposure): string | readonly string[] | undefined {
  return gateway === undefined ? className : [gateway.namespace, gateway.name];
}

function placeOfHost({ platform: { routing }, exposure, host }: Owner): Place {
  return routing?.hosts.find((declared) => declared.host === host)?.place ?? placeUnder(exposure.place, 'host');
}
