import type { Reference } from '../blueprint';

/** The Secrets that the platform's provider brings, in the order of their names. */
export function providedSecrets(references: readonly Reference[]): Reference[] {
  return references.filter(({ kind, from }) => kind === 'Secret' && from === 'provider');
}
