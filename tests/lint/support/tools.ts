import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describeWithBuilt, findBuilt } from '../../support/built-tools';

/** What tools/build.sh makes. */
export interface LintTools {
  /** The path of the program. */
  readonly kubeScore: string;
  /** The path of the program. */
  readonly kubeconform: string;
  /** The path of the program: ../pod-security. */
  readonly podSecurity: string;
  /** The path of the program: ../reachability. */
  readonly reachability: string;
  /** The path of Kubernetes's OpenAPI document, version 2. */
  readonly openApi: string;
  /** The Kubernetes version that the document is of, such as `1.36.3`. */
  readonly kubernetes: string;
}

const howTo =
  'no linters to test with. Build them (needs go; a minute the first time), later runs find them by themselves: tests/lint/tools/build.sh';

/** Defines tests that need the linters; without them they are skipped and say why, and fail under `CI=true`. */
export function describeWithTools(title: string, define: (tools: LintTools) => void): void {
  describeWithBuilt(title, findTools(), howTo, define);
}

function findTools(): LintTools | undefined {
  const cluster = path.join(__dirname, '../../cluster/tools/go.mod');
  const ours = ['pod-security', 'reachability'].flatMap((name) =>
    ['go.mod', 'main.go'].map((file) => path.join(__dirname, '..', name, file)),
  );
  const found = findBuilt('lint', [path.join(__dirname, '../tools/go.mod'), cluster, ...ours], [
    'kube-score',
    'kubeconform',
    'pod-security',
    'reachability',
    'swagger.json',
  ] as const);
  const kubernetes = /^\s*k8s\.io\/kubernetes v(\S+)/m.exec(readFileSync(cluster, 'utf8'))?.[1];
  if (found === undefined || kubernetes === undefined) return undefined;
  const [kubeScore, kubeconform, podSecurity, reachability, openApi] = found;
  return { kubeScore, kubeconform, podSecurity, reachability, openApi, kubernetes };
}
