import * as z from 'zod';
import { inspected } from './legal';
import { argumentsSchema } from './texts';
import { secondsSchema } from './values';

/**
 * A Job of a service.
 * @param name the name of its field
 */
function hookSchema(name: 'seed' | 'before' | 'after') {
  return z.strictObject({
    /** The command of the Job, in place of the image's ENTRYPOINT, such as `['node', 'dist/seed.js']`. A second run must change nothing. */
    command: inspected(argumentsSchema(`hooks.${name}.command`), (command, report) => {
      if ((command[0] ?? '') === '') report('hook-command-empty', { hook: name });
    }).readonly(),
    /**
     * The arguments of the command.
     * @default []
     */
    args: argumentsSchema(`hooks.${name}.args`).readonly().optional(),
    /**
     * How long the Job may take, all its attempts together, in seconds. It is stopped then, and counts as failed.
     * @default 3600
     */
    deadlineSeconds: secondsSchema(`hooks.${name}.deadlineSeconds`).optional(),
  });
}

/** Jobs of a service beside its migration, with its image, variables and Secrets. Each runs once for each release: again when anything of it changes. */
export const hooksSchema = z.strictObject({
  /**
   * A Job that fills the database or another store, in environments marked `development: true` alone, once migrations are done.
   * @default none
   */
  seed: hookSchema('seed').optional(),
  /**
   * A Job before the pods of a release. With Argo CD they wait for its success; kubectl knows no order.
   * @default none
   */
  before: hookSchema('before').optional(),
  /**
   * A Job after the pods of a release. With Argo CD it waits until they are ready; kubectl knows no order.
   * @default none
   */
  after: hookSchema('after').optional(),
});
