import type { Chart } from 'cdk8s';
import { shared } from '../../model/blueprint';
import { Manifest, type ManifestProps } from '../manifest';
import { lintConcerns } from './concerns';
import type { LintConcern } from './concern';
import { lintedObject, type Surroundings, surroundingsIn } from './linted-object';

/**
 * Annotates every object of a platform that linters object to, so that each of them is silent. Objects that no linter objects to stay
 * as they are. All linters read the object's own metadata, so no pod template changes and nothing rolls out.
 */
export function addLintAnnotations(charts: readonly Chart[]): void {
  const manifests = charts.flatMap((chart) => chart.node.findAll().filter((node): node is Manifest => node instanceof Manifest));
  const surroundings = surroundingsIn(manifests.map(({ content }) => content));
  for (const { content, metadata } of manifests) {
    for (const [name, value] of Object.entries(lintAnnotations(content, surroundings))) metadata.addAnnotation(name, value);
  }
}

/**
 * The annotations that switch off every rule that contradicts a decision which the object shows.
 * @param surroundings the objects beside it
 */
export function lintAnnotations(content: ManifestProps, surroundings: Surroundings): Readonly<Record<string, string>> {
  const object = lintedObject(content, surroundings);
  return annotationsOf(lintConcerns.filter(({ when }) => when(object)));
}

/** Most services of a platform show the same decisions. */
const annotationsOf = shared(
  (concerns: readonly LintConcern[]) => concerns.map((concern) => lintConcerns.indexOf(concern)).join(),
  (concerns): Readonly<Record<string, string>> => ({
    // Two of them have no place for the reason: it stands in docs/guides/linters.md.
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
