import path from 'node:path';
import { describeWithBuilt, findBuilt } from '../../support/built-tools';

/** What tools/build.sh makes, each as the path of the program. */
export interface SecretTools {
  readonly kubeseal: string;
  readonly sops: string;
  readonly ageKeygen: string;
}

const howTo =
  'no kubeseal and sops to test with. Build them (needs go; five minutes the first time), later runs find them by themselves: tests/secret-files/tools/build.sh';

/** Defines tests that need the programs; without them they are skipped and say why, and fail under `CI=true`. */
export function describeWithTools(title: string, define: (tools: SecretTools) => void): void {
  describeWithBuilt(title, findTools(), howTo, define);
}

function findTools(): SecretTools | undefined {
  const found = findBuilt('secret-files', [path.join(__dirname, '../tools/go.mod')], ['kubeseal', 'sops', 'age-keygen'] as const);
  if (found === undefined) return undefined;
  const [kubeseal, sops, ageKeygen] = found;
  return { kubeseal, sops, ageKeygen };
}
