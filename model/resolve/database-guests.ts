import { boundedSuggest, createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { EnvironmentOverlay } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { PlatformSources } from '../platform';
import type { Registry } from '../read/parse';
import { compareText } from './order';
import { hasOwnDatabase, hostOf, isGuest } from './service/guest';

/** The input that guests of databases are checked in. */
export interface DatabaseGuestInput {
  readonly registry: Registry;
  /** The registry keys of the product. */
  readonly keys: readonly string[];
  readonly overlay: EnvironmentOverlay;
  readonly sources: PlatformSources;
}

/** Reports guests of a database that there is none of, and what the overlay says of the server of a guest. */
export function databaseGuestFindings({ registry, keys, overlay, sources }: DatabaseGuestInput): Diagnostic[] {
  const inProduct = new Set(keys);
  const owners = keys.filter((key) => registry[key] !== undefined && hasOwnDatabase(registry[key]));
  const suggest = boundedSuggest(Object.keys(registry).sort(compareText));
  return keys.flatMap((key) => {
    const entry = registry[key];
    if (entry === undefined || !isGuest(entry)) return [];
    const { of } = entry.database;
    const findings: Diagnostic[] = [];
    if (hostOf(key, entry, registry, inProduct) === undefined) {
      const state = of === key ? 'self' : !Object.hasOwn(registry, of) ? 'unknown' : inProduct.has(of) ? 'without' : 'outside';
      const suggestion = state === 'unknown' ? suggest(of) : undefined;
      const args = { of, state, owners: owners.filter((owner) => owner !== key), ...(suggestion !== undefined && { suggestion }) } as const;
      findings.push(createDiagnostic('database-host-unknown', args, placeUnder(sources.registry, key, 'database', 'of')));
    }
    if (overlay.services?.[key]?.databaseServer !== undefined) {
      const at = placeUnder(sources.overlay, 'services', key, 'databaseServer');
      findings.push(createDiagnostic('database-guest-setting', { service: key, field: 'databaseServer', of }, at));
    }
    return findings;
  });
}
