import type { ParsedService } from '../../../registry/schema';
import type { Registry } from '../../read/parse';

/** An entry whose database is that of another service. */
export type GuestEntry = ParsedService & { readonly database: Exclude<ParsedService['database'], string | undefined> };

/** Whether an entry is a guest of the database of another service. */
export function isGuest(entry: ParsedService): entry is GuestEntry {
  return typeof entry.database === 'object';
}

/** Whether an entry declares a database of its own. */
export function hasOwnDatabase({ database }: ParsedService): boolean {
  return typeof database === 'string' && database !== '';
}

/**
 * The service whose database an entry is a guest of.
 * @param keys the registry keys of the product
 * @returns undefined if the entry is none, and also if it names a service without a database of its own, which is a finding
 */
export function hostOf(key: string, entry: ParsedService, registry: Registry, keys: ReadonlySet<string>): string | undefined {
  if (!isGuest(entry)) return undefined;
  const { of } = entry.database;
  const host = keys.has(of) && of !== key ? registry[of] : undefined;
  // A cron job of another service has what that service has, and no database of its own.
  return host !== undefined && hasOwnDatabase(host) && host.of === undefined ? of : undefined;
}
