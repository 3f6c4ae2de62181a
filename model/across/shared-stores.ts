import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import type { CompiledPlatform } from '../compiled';
import type { Platform } from '../platform';

/**
 * Finds values that platforms read from one place of a ClusterSecretStore. A SecretStore belongs to a namespace, and nothing tells where it leads. Takes
 * time in proportion to the values.
 * @returns one finding for each store and each two platforms, with the first of the values
 */
export function sharedStores(platforms: readonly CompiledPlatform[]): Diagnostic[] {
  const readers = new Map<string, Platform>();
  return platforms.flatMap(({ platform, blueprint }) => {
    const { secretProvider: provider } = platform;
    if (provider.provider !== 'external-secrets' || provider.store.kind !== 'ClusterSecretStore') return [];
    const store = provider.store.name;
    const shared = new Map<Platform, Set<string>>();
    for (const { remoteKey, property } of blueprint.secretObjects.flatMap((object) =>
      object.kind === 'external-secret' ? object.entries : [],
    )) {
      const id = JSON.stringify([store, remoteKey, property]);
      const first = readers.get(id) ?? platform;
      readers.set(id, first);
      if (first !== platform)
        shared.set(first, (shared.get(first) ?? new Set()).add(property === undefined ? remoteKey : `${remoteKey} ${property}`));
    }
    return [...shared].map(([first, [entry = '', ...others]]) => {
      const args = { store, entry, other: `${first.product} ${first.environment}`, others: others.length };
      return createDiagnostic('secret-store-shared', args, layoutPlace(platform), {
        related: [{ label: 'the same store at', place: layoutPlace(first) }],
      });
    });
  });
}

function layoutPlace({ sources }: Platform): Place {
  return { file: sources.overlay.file, path: ['secrets', 'key'] };
}
