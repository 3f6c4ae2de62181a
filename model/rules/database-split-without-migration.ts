import { rule } from './rule';

/** Reports split access where no Job changes the tables. Whoever writes `none` says that somebody else does. */
export const databaseSplitWithoutMigration = rule('database-split-without-migration', ({ platform }, report) => {
  const { environment, services } = platform;
  for (const { key, database, migration, origins } of services) {
    const mode = origins['migration.mode'];
    if (database?.split === undefined || migration.mode === 'job' || (migration.mode === 'none' && mode.layer !== 'built-in')) continue;
    const nobody = mode.layer === 'built-in';
    const related = nobody ? [] : [{ label: 'access is split at', place: origins.databaseAccess.place }];
    report({ service: key, environment, role: database.role, nobody }, nobody ? origins.databaseAccess.place : mode.place, { related });
  }
});
