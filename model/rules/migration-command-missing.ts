import { rule } from './rule';

/** Reports migration Jobs that have nothing to run. */
export const migrationCommandMissing = rule('migration-command-missing', ({ platform }, report) => {
  for (const { runtime, migration, origins } of platform.services) {
    const [program = ''] = migration.command;
    if (migration.mode === 'job' && program === '') report({ runtime }, origins['migration.command'].place);
  }
});
