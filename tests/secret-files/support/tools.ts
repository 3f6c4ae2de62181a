import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What tools/build.sh makes, each as the path of the program. */
export interface SecretTools {
  readonly kubeseal: string;
  readonly sops: string;
  readonly ageKeygen: string;
}

const howTo = 'no kubeseal and sops to test with. Build them (needs go; five minutes the first time), later runs find them by themselves: tests/secret-files/tools/build.sh';

/** Defines tests that need the programs; without them they are skipped and say why, and fail under `CI=true`. */
export function describeWithTools(title: string, define: (tools: SecretTools) => void): void {
  const tools = findTools(process.env);
  if (tools !== undefined) describe(title, () => define(tools));
  else if (process.env['CI'] === 'true') {
    test(title, () => {
      throw new Error(howTo);
    });
  } else test.skip(`${title}: ${howTo}`, () => undefined);
}

/** Looks where tools/build.sh puts what it made of the pinned versions. */
function findTools(env: NodeJS.ProcessEnv): SecretTools | undefined {
  const hash = createHash('sha256').update(readFileSync(path.join(__dirname, '../tools/go.mod'))).digest('hex').slice(0, 12);
  const cache = env['XDG_CACHE_HOME'] ?? path.join(env['HOME'] ?? os.homedir(), '.cache');
  const [kubeseal, sops, ageKeygen] = ['kubeseal', 'sops', 'age-keygen'].map((file) => path.join(cache, 'cadastre', `secret-files-${hash}`, file)) as [string, string, string];
  return [kubeseal, sops, ageKeygen].every((file) => existsSync(file)) ? { kubeseal, sops, ageKeygen } : undefined;
}
