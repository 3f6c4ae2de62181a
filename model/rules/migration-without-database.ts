import { rule } from './rule';

/** Reports services that migrate a database they do not have. */
export const migrationWithoutDatabase = rule('migration-without-database', ({ platform }, report) => {
  for (const { key, database, migration, origins } of platform.services) {
    if (migration.mode !== 'none' && database === undefined)
      report({ service: key, mode: migration.mode }, origins['migration.mode'].place);
  }
});
