import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import type { CompiledPlatform } from '../compiled';
import type { Platform } from '../platform';
import { backingElsewhere } from './backing-elsewhere';
import { cutNeighbours } from './cut-neighbours';
import { differingRoutes } from './differing-routes';
import { lostRoutes } from './lost-routes';
import { checkManifests, type ReadManifest } from './manifests';
import { checkParity } from './parity/check-parity';
import { previewNames } from './preview-names';
import { sharedApplications } from './shared-applications';
import { sharedConnections } from './shared-connections';
import { sharedHosts } from './shared-hosts';
import { sharedServers } from './shared-servers';
import { sharedStores } from './shared-stores';
import { traefikNames } from './traefik-names';

/**
 * Checks everything that no platform shows by itself: the product manifests, and what platforms share. Takes time in proportion to the input.
 * @returns findings in no particular order
 */
export function checkAcross(manifests: readonly ReadManifest[], compiled: readonly CompiledPlatform[]): Diagnostic[] {
  const platforms = compiled.map(({ platform }) => platform);
  const lost = lostRoutes(compiled);
  const lostAt = new Set(lost.map(({ at }) => JSON.stringify(at)));
  return [
    ...checkManifests(manifests),
    ...sharedNamespaces(platforms),
    ...sharedServers(platforms),
    ...previewNames(compiled),
    ...sharedApplications(compiled),
    ...cutNeighbours(compiled),
    ...sharedConnections(compiled),
    // A route that never answers takes nothing from another product.
    ...sharedHosts(compiled).filter(({ code, at }) => code !== 'host-shadowed' || !lostAt.has(JSON.stringify(at))),
    ...lost,
    ...traefikNames(compiled),
    ...sharedStores(compiled),
    ...ofProducts(compiled).flatMap(checkParity),
    ...ofProducts(compiled).flatMap((product) => backingElsewhere(product.map(({ platform }) => platform))),
    ...ofProducts(compiled).flatMap((product) => differingRoutes(product.map(({ platform }) => platform))),
  ];
}

/** Environments of one name are taken to be in one cluster. */
function sharedNamespaces(platforms: readonly Platform[]): Diagnostic[] {
  const owners = new Map<string, Platform>();
  return platforms.flatMap((platform) => {
    const { product, environment, namespace } = platform;
    const id = JSON.stringify([environment, namespace]);
    const owner = owners.get(id);
    if (owner === undefined) owners.set(id, platform);
    if (owner === undefined || owner.product === product) return [];
    // The namespace that is the product's name belongs to that product.
    const [blamed, other] = namespace === product ? [owner, platform] : [platform, owner];
    const related = [{ label: 'also the namespace in', place: namespacePlace(other) }];
    return [
      createDiagnostic(
        'namespace-shared',
        { namespace, product: blamed.product, other: other.product, environment },
        namespacePlace(blamed),
        { related },
      ),
    ];
  });
}

function namespacePlace({ namespace, product, sources }: Platform): Place {
  return namespace === product ? { file: sources.manifest.file, path: ['name'] } : { file: sources.overlay.file, path: ['namespace'] };
}

/** Two folders may say that they are the same product, which they are not. */
function ofProducts(compiled: readonly CompiledPlatform[]): CompiledPlatform[][] {
  const products = new Map<string, CompiledPlatform[]>();
  for (const one of compiled) {
    const { file } = one.platform.sources.manifest;
    const product = products.get(file) ?? [];
    products.set(file, product);
    product.push(one);
  }
  return [...products.values()];
}
