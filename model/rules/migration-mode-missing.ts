import { rule } from './rule';

/** Reports commands of migrations that nobody asked to run. */
export const migrationModeMissing = rule('migration-mode-missing', ({ platform }, report) => {
  for (const { migration, origins } of platform.services) {
    if (migration.command.length > 0 && origins['migration.mode'].layer === 'built-in') report({}, origins['migration.command'].place);
  }
});
