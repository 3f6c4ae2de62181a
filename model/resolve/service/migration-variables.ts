import { textPieces } from '../../../formats';
import type { ConfigVariable } from '../../platform';

/** The things that the variable of a migration may refer to: its database, and what is no credential of anything else. */
const allowed: ReadonlySet<string> = new Set(['database', 'environment', 'namespace', 'postgres', 'product']);

/**
 * Tells the plain variables that a migration needs: those that its runtime is given, and those that are made of its database's.
 * @param runtime the variables that Cadastre gives to the runtime, whatever value they have in the end
 */
export function isOfMigration(runtime: Readonly<Record<string, string>>): (variable: Pick<ConfigVariable, 'name' | 'value'>) => boolean {
  return ({ name, value }) => {
    const roots = textPieces(value).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.reference.split('.', 1)[0] ?? '']));
    return (Object.hasOwn(runtime, name) || roots.includes('database')) && roots.every((root) => allowed.has(root));
  };
}
