import * as z from 'zod';
import { argumentsSchema } from './texts';

/** The migration of a service's database schema to its newest version. Each field is merged by itself, over all layers. */
export const migrationSchema = z.strictObject({
  /**
   * The agent that migrates. `job`: a Job from the service's own image, before its pods need the schema. `entrypoint`: the image itself at its start,
   * in development alone, with one pod at a time. `none`: Cadastre runs no migration.
   * @default 'none'
   */
  mode: z.enum(['job', 'entrypoint', 'none']).optional(),
  /**
   * The command of the migration Job, in place of the image's ENTRYPOINT and CMD, such as `['node_modules/.bin/prisma', 'migrate', 'deploy']` or
   * `['alembic', 'upgrade', 'head']`. A second run must change nothing. Mode `job` requires it, the other modes do not use it.
   * @default none
   */
  command: argumentsSchema('migration.command').readonly().optional(),
});

/** The agent that migrates a database. */
export type MigrationMode = NonNullable<z.output<typeof migrationSchema>['mode']>;
