import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import type { CompiledPlatform } from '../compiled';
import type { Exposure } from '../blueprint';
import { placeUnder } from '../origin';
import type { Platform } from '../platform';

/** A path of a host, and whose it is. */
interface Owner {
  readonly platform: Platform;
  readonly exposure: Exposure;
  readonly place: Place;
}

/**
 * Finds paths of one host that two platforms serve through the same class of Ingress. Environments of one product with one namespace are in different
 * clusters. Takes time in proportion to the routes.
 * @returns one finding for each host and each two platforms, with the first of the paths
 */
export function sharedHosts(platforms: readonly CompiledPlatform[]): Diagnostic[] {
  const owners = new Map<string, Owner>();
  return platforms.flatMap(({ platform, blueprint }) => {
    const shared = new Map<string, { readonly other: Owner; readonly own: Owner; readonly paths: string[] }>();
    for (const exposure of blueprint.exposures) {
      for (const { path, place } of exposure.routes) {
        const own: Owner = { platform, exposure, place };
        const id = JSON.stringify([exposure.className, exposure.host.toLowerCase(), path]);
        const other = owners.get(id);
        if (other === undefined) owners.set(id, own);
        if (other === undefined || other.platform === platform || other.platform.namespace === platform.namespace) continue;
        const pair = JSON.stringify([exposure.host, other.platform.product, other.platform.environment]);
        const same = shared.get(pair) ?? { other, own, paths: [] };
        shared.set(pair, same);
        same.paths.push(path);
      }
    }
    return [...shared.values()].map(({ other, own, paths: [path = '/', ...others] }) => {
      const args = {
        host: own.exposure.host,
        path,
        others: others.length,
        other: `${other.platform.product} ${other.platform.environment}`,
      };
      const related = [{ label: 'also the host of', place: placeUnder(other.exposure.place, 'host') }];
      return createDiagnostic('host-shared', args, placeUnder(own.exposure.place, 'host'), { related });
    });
  });
}
