import * as z from 'zod';

/** How the schema of a service's database gets to its newest version. Each field is merged by itself, over all layers. */
export const migrationSchema = z.strictObject({
  /**
   * Who migrates: `job` a Job from the service's own image before its pods need the schema; `entrypoint` the image itself when it starts, in
   * development alone, with one pod at a time; `none` nobody.
   * @default 'none'
   */
  mode: z.enum(['job', 'entrypoint', 'none']).optional(),
  /**
   * What the migration Job runs instead of the image's ENTRYPOINT and CMD, such as `['node_modules/.bin/prisma', 'migrate', 'deploy']` or
   * `['alembic', 'upgrade', 'head']`. It must change nothing when it runs again. Used by mode `job` alone, which needs it.
   * @default none
   */
  command: z.array(z.string()).readonly().optional(),
});

/** Who migrates a database. */
export type MigrationMode = NonNullable<z.output<typeof migrationSchema>['mode']>;
