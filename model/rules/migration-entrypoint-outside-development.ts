import { rule } from './rule';

/** Reports images that migrate when they start, in an environment that is not one to develop in. */
export const migrationEntrypointOutsideDevelopment = rule('migration-entrypoint-outside-development', ({ platform }, report) => {
  const { development, environment, services } = platform;
  if (development) return;
  for (const { migration, origins } of services) {
    if (migration.mode === 'entrypoint') report({ environment }, origins['migration.mode'].place);
  }
});
