import * as z from 'zod';
import { resourcesSchema } from './resources';
import { argumentsSchema } from './texts';
import { secondsSchema } from './values';

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
  /**
   * The variables of the migration Job. `database`: those that Cadastre sets for the runtime, but for ports, and those of the database, with what in `env` refers to
   * `${database.…}` alone. `all`: everything that the pods have, with `files` and `secretFiles`; each change of it is a new Job.
   * @default 'database'
   */
  env: z.enum(['database', 'all']).optional(),
  /**
   * The resources that the container of the migration requests, and their limits. Those of the service have no part in them.
   * @default those that the runtime has where nobody says anything
   */
  resources: resourcesSchema.optional(),
  /**
   * How long the migration Job may take, all its attempts together, in seconds. It is stopped then, and counts as failed.
   * @default 3600
   */
  deadlineSeconds: secondsSchema('migration.deadlineSeconds').optional(),
  /**
   * Whether the image has `/bin/sh`. Outside development it keeps a migration from running again that the database has had, as after a rollback. Without it the command runs then, too.
   * @default true
   */
  shell: z.boolean().optional(),
});

/** The agent that migrates a database. */
export type MigrationMode = NonNullable<z.output<typeof migrationSchema>['mode']>;
