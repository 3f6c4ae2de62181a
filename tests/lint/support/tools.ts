import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What tools/build.sh makes. */
export interface LintTools {
  /** The path of the program. */
  readonly kubeScore: string;
  /** The path of the program. */
  readonly kubeconform: string;
  /** The path of Kubernetes's OpenAPI document, version 2. */
  readonly openApi: string;
  /** The Kubernetes version that the document is of, such as `1.36.3`. */
  readonly kubernetes: string;
}

const howTo = 'no linters to test with. Build them (needs go; a minute the first time), later runs find them by themselves: tests/lint/tools/build.sh';

/** Defines tests that need the linters; without them they are skipped and say why, and fail under `CI=true`. */
export function describeWithTools(title: string, define: (tools: LintTools) => void): void {
  const tools = findTools(process.env);
  if (tools !== undefined) describe(title, () => define(tools));
  else if (process.env['CI'] === 'true') {
    test(title, () => {
      throw new Error(howTo);
    });
  } else test.skip(`${title}: ${howTo}`, () => undefined);
}

/** Looks where tools/build.sh puts what it made of the pinned versions. */
function findTools(env: NodeJS.ProcessEnv): LintTools | undefined {
  const pins = [path.join(__dirname, '../tools/go.mod'), path.join(__dirname, '../../cluster/tools/go.mod')].map((file) => readFileSync(file, 'utf8'));
  const hash = createHash('sha256').update(pins.join('')).digest('hex').slice(0, 12);
  const cache = env['XDG_CACHE_HOME'] ?? path.join(env['HOME'] ?? os.homedir(), '.cache');
  const directory = path.join(cache, 'cadastre', `lint-${hash}`);
  const kubernetes = /^\s*k8s\.io\/kubernetes v(\S+)/m.exec(pins[1] ?? '')?.[1];
  const [kubeScore, kubeconform, openApi] = ['kube-score', 'kubeconform', 'swagger.json'].map((file) => path.join(directory, file)) as [string, string, string];
  if (kubernetes === undefined || ![kubeScore, kubeconform, openApi].every((file) => existsSync(file))) return undefined;
  return { kubeScore, kubeconform, openApi, kubernetes };
}
