import type { ManifestProps } from '../../../constructs';
import { lintAnnotations } from '../../../constructs/lint/annotations';
import { lintConcerns } from '../../../constructs/lint/concerns';
import { surroundingsIn } from '../../../constructs/lint/linted-object';
import type { ManifestObject } from '../../../output';
import { objectTitle } from './trees';

/** Objects with the annotations that `lint.annotations: true` gives them. */
export function annotated(objects: readonly ManifestObject[]): ManifestObject[] {
  const surroundings = surroundingsIn(objects as unknown as ManifestProps[]);
  return objects.map((object) => {
    const own = (object.metadata.annotations ?? {}) as Record<string, string>;
    const annotations = { ...own, ...lintAnnotations(object as unknown as ManifestProps, surroundings) };
    return { ...object, metadata: { ...object.metadata, annotations } };
  });
}

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
 * The rules that an object switches off without a reason: kube-score and polaris take no reason, so the guide has to give it, and
 * the reasons of checkov and kube-linter must not be empty.
 */
export function unexplained({ metadata }: ManifestObject): string[] {
  const annotations = Object.entries((metadata.annotations ?? {}) as Record<string, string>);
  const explained = new Set(lintConcerns.flatMap(({ kubeScore = [], polaris = [] }) => [...kubeScore, ...polaris]));
  return [
    ...[...ignored.kubeScore(annotations), ...ignored.polaris(annotations)].filter((rule) => !explained.has(rule)),
    ...annotations.filter(([name, value]) => name.startsWith('checkov') && !/^[A-Z0-9_]+=[^=]+$/.test(value)).map(([name]) => name),
    ...annotations.filter(([name, value]) => name.startsWith('ignore-check.') && value === '').map(([name]) => name),
  ];
}
