import type { Chart } from 'cdk8s';
import { shared } from '../../model/blueprint';
import { Manifest } from '../manifest';
import { lintConcerns } from './concerns';
import type { LintConcern } from './concern';
import { lintedObject } from './linted-object';

/**
 * Annotates every object of a platform that linters object to, so that each of them knows why it is to be silent. Objects that no
 * linter objects to stay as they are. All linters read the object's own metadata, so no pod template changes and nothing rolls out.
 */
export function addLintAnnotations(charts: readonly Chart[]): void {
  const manifests = charts.flatMap((chart) => chart.node.findAll().filter((node): node is Manifest => node instanceof Manifest));
  const isolated = manifests.some(({ kind }) => kind === 'NetworkPolicy');
  for (const { content, metadata } of manifests) {
    const object = lintedObject(content, isolated);
    const annotations = annotationsOf(lintConcerns.filter(({ when }) => when(object)));
    for (const [name, value] of Object.entries(annotations)) metadata.addAnnotation(name, value);
  }
}

/** Most services of a platform give the same reasons. */
const annotationsOf = shared(
  (concerns: readonly LintConcern[]) => concerns.map((concern) => lintConcerns.indexOf(concern)).join(),
  (concerns): Readonly<Record<string, string>> => ({
    // Neither of the two has a place for the reason.
    ...record(
      concerns.filter(({ kubeScore, polaris }) => kubeScore !== undefined || polaris !== undefined),
      ({ concern, reason }) => [[`lint.cadastre.dev/${concern}`, reason]],
    ),
    ...kubeScoreIgnore(concerns),
    ...record(concerns, ({ polaris = [] }) => polaris.map((check) => [`polaris.fairwinds.com/${check}-exempt`, 'true'])),
    ...record(concerns, ({ kubeLinter = [], reason }) => kubeLinter.map((check) => [`ignore-check.kube-linter.io/${check}`, reason])),
    ...checkovSkips(concerns),
  }),
);

function record(
  concerns: readonly LintConcern[],
  entries: (concern: LintConcern) => readonly (readonly [string, string])[],
): Record<string, string> {
  return Object.fromEntries(concerns.flatMap(entries));
}

function kubeScoreIgnore(concerns: readonly LintConcern[]): Record<string, string> {
  const checks = new Set(concerns.flatMap(({ kubeScore = [] }) => kubeScore));
  return checks.size === 0 ? {} : { 'kube-score/ignore': [...checks].join(',') };
}

/** checkov wants a different name for each skip, and does not care which. */
function checkovSkips(concerns: readonly LintConcern[]): Record<string, string> {
  const skips = concerns.flatMap(({ checkov = [], reason }) => checkov.map((policy) => `${policy}=${reason}`));
  return Object.fromEntries(skips.map((skip, index) => [`checkov.io/skip${index + 1}`, skip]));
}
