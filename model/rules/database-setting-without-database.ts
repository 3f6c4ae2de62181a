import { rule } from './rule';

/** Reports services that say how they get at a database they do not have. */
export const databaseSettingWithoutDatabase = rule('database-setting-without-database', ({ platform }, report) => {
  for (const { key, database, origins } of platform.services) {
    if (database !== undefined) continue;
    for (const field of ['databaseAccess', 'databaseClient'] as const) {
      if (origins[field].layer !== 'built-in') report({ service: key, field }, origins[field].place);
    }
  }
});
