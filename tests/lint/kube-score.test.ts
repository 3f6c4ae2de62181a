import type { ManifestObject } from '../../output';
import { lintedPlatforms } from '../fixtures/lint/platforms';
import { annotated, ignoresOf, unexplained } from '../support/lint/ignores';
import { distTrees } from '../support/lint/trees';
import { objectsOf, platformOf } from '../support/platform';
import { kubeScoreFindings } from './support/kube-score';
import { describeWithTools } from './support/tools';

describeWithTools('kube-score', (tools) => {
  const trees = distTrees().filter(({ title }) => !title.endsWith('/dev'));

  test('has trees to judge', () => {
    expect(trees.length).toBeGreaterThanOrEqual(6);
  });

  describe.each(trees.map((tree) => [tree.title, tree] as const))('on %s', (_, { objects }) => {
    test('finds nothing that is left unexplained', () => {
      expect(kubeScoreFindings(tools, annotated(objects))).toEqual([]);
      expect(annotated(objects).flatMap(unexplained)).toEqual([]);
    });

    test('finds, without the annotations, all that they switch off and no more', () => {
      expect(kubeScoreFindings(tools, objects)).toEqual(ignoresOf('kubeScore', annotated(objects)));
    });
  });

  describe.each(Object.entries(lintedPlatforms))('on the platform %s', (_, input) => {
    const objectsWith = (annotations: boolean): ManifestObject[] =>
      objectsOf(platformOf({ ...input, overlay: { ...input.overlay, lint: { annotations } } }));

    test('finds nothing that is left unexplained, with `lint.annotations: true`', () => {
      expect(kubeScoreFindings(tools, objectsWith(true))).toEqual([]);
    });

    test('finds, with `lint.annotations: false`, all that they would switch off and no more', () => {
      expect(kubeScoreFindings(tools, objectsWith(false))).toEqual(ignoresOf('kubeScore', objectsWith(true)));
    });
  });
});
