import { spawnSync } from 'node:child_process';

/** Variables by which a hook of git points at its own repository and index: what is asked for here is found from its folder. */
const ofHooks = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY'];

/**
 * Asks git about the repository of a folder. It reads objects: neither the working tree nor the index is touched, and nothing is fetched.
 * @param input what git reads from standard input
 * @returns what git writes; undefined if it fails, or is not there
 */
export function git(folder: string, args: readonly string[], input = ''): Buffer | undefined {
  const env: NodeJS.ProcessEnv = { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1' };
  for (const name of ofHooks) delete env[name];
  const { status, stdout } = spawnSync('git', ['--literal-pathspecs', '-C', folder, ...args], {
    env,
    input,
    maxBuffer: 2 ** 30,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout : undefined;
}
