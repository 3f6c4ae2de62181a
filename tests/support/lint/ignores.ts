import { lintConcerns } from '../../../constructs/lint/concerns';
import type { ManifestObject } from '../../../output';
import { objectTitle } from './trees';

/** The linters whose rules annotations switch off. */
export type Linter = 'kubeScore' | 'kubeLinter' | 'polaris' | 'checkov';

/** The rules of one linter that the annotations of some objects switch off, each as `Kind name: rule`, sorted. */
export function ignoresOf(linter: Linter, objects: readonly ManifestObject[]): string[] {
  return objects
    .flatMap((object) =>
      ignored[linter](Object.entries(object.metadata.annotations ?? {})).map((rule) => `${objectTitle(object)}: ${rule}`),
    )
    .sort();
}

type Annotations = readonly (readonly [string, string])[];

/** The reader of each linter's annotations. */
const ignored: Readonly<Record<Linter, (annotations: Annotations) => string[]>> = {
  kubeScore: (annotations) => annotations.filter(([name]) => name === 'kube-score/ignore').flatMap(([, checks]) => checks.split(',')),
  kubeLinter: (annotations) => annotations.flatMap(([name]) => /^ignore-check\.kube-linter\.io\/(.+)$/.exec(name)?.slice(1) ?? []),
  polaris: (annotations) => annotations.flatMap(([name]) => /^polaris\.fairwinds\.com\/(.+)-exempt$/.exec(name)?.slice(1) ?? []),
  checkov: (annotations) =>
    annotations.filter(([name]) => name.startsWith('checkov.io/skip')).map(([, skip]) => skip.slice(0, skip.indexOf('='))),
};

/**
 * The rules that an object switches off without a reason: kube-score and polaris take no reason, so an annotation of ours must stand beside them, and
 * the reason of checkov must not be empty.
 */
export function unexplained({ metadata }: ManifestObject): string[] {
  const annotations = Object.entries((metadata.annotations ?? {}) as Record<string, string>);
  const reasons = new Map(annotations);
  const given = lintConcerns.filter(({ concern, reason }) => reasons.get(`lint.cadastre.dev/${concern}`) === reason);
  const explained = new Set(given.flatMap(({ kubeScore = [], polaris = [] }) => [...kubeScore, ...polaris]));
  return [
    ...[...ignored.kubeScore(annotations), ...ignored.polaris(annotations)].filter((rule) => !explained.has(rule)),
    ...annotations.filter(([name, value]) => name.startsWith('checkov') && !/^[A-Z0-9_]+=[^=]+$/.test(value)).map(([name]) => name),
  ];
}
