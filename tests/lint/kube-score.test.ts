import { lintedPlatforms } from '../fixtures/lint/platforms';
import { ignoresOf, unexplained } from '../support/lint/ignores';
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
      expect(kubeScoreFindings(tools, objects)).toEqual([]);
      expect(objects.flatMap(unexplained)).toEqual([]);
    });

    test('finds, without the annotations, all that they explain and no more', () => {
      const bare = objects.map((object) => ({ ...object, metadata: { ...object.metadata, annotations: {} } }));
      expect(kubeScoreFindings(tools, bare)).toEqual(ignoresOf('kubeScore', objects));
    });
  });

  describe.each(Object.entries(lintedPlatforms))('on the platform %s', (_, input) => {
    const platform = platformOf(input);

    test('finds nothing that is left unexplained', () => {
      expect(kubeScoreFindings(tools, objectsOf(platform))).toEqual([]);
    });

    test('finds, with `lint.annotations: false`, all that they would explain and no more', () => {
      const overlay = { ...input.overlay, lint: { annotations: false } };
      expect(kubeScoreFindings(tools, objectsOf(platformOf({ ...input, overlay })))).toEqual(ignoresOf('kubeScore', objectsOf(platform)));
    });
  });
});
