import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports layouts under which two values would be one and the same in the store. */
export const secretStoreEntryShared = rule('secret-store-entry-shared', ({ platform: { secretProvider, sources } }, report) => {
  if (secretProvider.provider !== 'external-secrets') return;
  const first = new Map<string, string>();
  const shared: { value: string; other: string; entry: string }[] = [];
  for (const { name, entries } of secretProvider.secrets) {
    for (const { key, remoteKey, property } of entries) {
      const id = JSON.stringify([remoteKey, property]);
      const value = `${name}/${key}`;
      const other = first.get(id);
      if (other === undefined) first.set(id, value);
      else shared.push({ value, other, entry: property === undefined ? remoteKey : `${remoteKey} ${property}` });
    }
  }
  // One layout is behind all of them.
  const [one, ...others] = shared;
  if (one !== undefined) report({ ...one, others: others.length }, placeUnder(sources.overlay, 'secrets', 'key'));
});
