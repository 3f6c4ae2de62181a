import { spawnSync } from 'node:child_process';
import type { ManifestObject } from '../../../output';
import { objectTitle } from '../../support/lint/trees';
import type { LintTools } from './tools';

/** As much of kube-score's answer as these tests read. */
interface Scored {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string };
  readonly checks: readonly { readonly check: { readonly id: string }; readonly grade: number; readonly skipped: boolean }[] | null;
}

/** kube-score's grade for what is right; below it are WARNING and CRITICAL. */
const allRight = 10;

/**
 * Runs kube-score's default checks on all objects of one namespace.
 * @returns warnings and critical findings alike, each as `Kind name: check`, sorted
 */
export function kubeScoreFindings(tools: LintTools, objects: readonly ManifestObject[]): string[] {
  const minor = tools.kubernetes.split('.').slice(0, 2).join('.');
  const args = ['score', '--output-format', 'json', '--kubernetes-version', `v${minor}`, '-'];
  const input = objects.map((object) => JSON.stringify(object)).join('\n---\n');
  const { stdout, stderr, status } = spawnSync(tools.kubeScore, args, { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  // It ends with 1 when something is critical.
  if (status !== 0 && status !== 1) throw new Error(`kube-score: ${status}\n${stderr}`);
  const scored = JSON.parse(stdout) as Scored[];
  return scored
    .flatMap(({ type_meta: { kind }, object_meta: metadata, checks }) =>
      (checks ?? [])
        .filter(({ grade, skipped }) => !skipped && grade < allRight)
        .map(({ check }) => `${objectTitle({ kind, metadata })}: ${check.id}`),
    )
    .sort();
}
