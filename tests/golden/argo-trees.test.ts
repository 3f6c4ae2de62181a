import { buildApp, buildArgoApp } from '../../constructs';
import { type ManifestFile, type RenderedFile, renderFiles } from '../../output';
import { argoPlatforms } from '../fixtures/golden/argo';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { expectGoldenTree } from '../support/golden';
import { compiledOf, errorsOf, type PlatformInput } from '../support/platform';

function renderArgo(input: PlatformInput): RenderedFile[] {
  return renderFiles((buildArgoApp(compiledOf(input).blueprint)?.render() ?? []) as unknown as ManifestFile[]);
}

function renderTree(input: PlatformInput): RenderedFile[] {
  const app = buildApp(compiledOf(input), { write: () => undefined });
  return renderFiles(app.render() as unknown as ManifestFile[], app.renderTexts());
}

describe('the objects of Argo CD', () => {
  test.each(Object.entries(argoPlatforms))('%s', (name, input) => {
    expectGoldenTree(`objects-${name}`, renderArgo(input));
  });

  test.each(Object.entries(argoPlatforms))('%s is a platform that `check` lets pass', (_, input) => {
    expect(errorsOf(input)).toEqual([]);
  });

  test.each(Object.entries(argoPlatforms))('%s: the order of keys changes nothing', (_, input) => {
    const reversed = { ...input, services: Object.fromEntries(Object.entries(input.services).reverse()) };
    expect(renderArgo(reversed)).toEqual(renderArgo(input));
  });

  test.each(Object.entries(goldenPlatforms).filter(([name]) => name !== 'argocd-dependencies-prod'))(
    '%s has none by a plain word',
    (_, input) => {
      expect(renderArgo(input)).toEqual([]);
    },
  );
});

test('a preview has no name but those of its number', () => {
  const tree = renderTree(goldenPlatforms['preview-17']!);
  expect(tree.map(({ text }) => text).join('\n')).not.toContain('9999999');
});

/** Golden platforms that Argo CD carries, by a plain word. */
const byWord = Object.entries(goldenPlatforms).filter(
  ([, { overlay = {} }]) => (overlay as { readonly delivery?: unknown }).delivery === 'argocd',
);

/** The lines of `default-deny` that leave out our own pods, where each service has an Application. */
const leavingOut =
  /podSelector:\n {4}matchExpressions:\n {6}- key: app\.kubernetes\.io\/part-of\n {8}operator: NotIn\n {8}values: \[[a-z-]+\]/;

test.each(byWord)('%s: the settings of Argo CD change no byte of the tree itself, but for whom `default-deny` closes', (_, input) => {
  const tree = renderTree(input);
  for (const argocd of [
    {},
    { applications: 'service' },
    { applications: 'service', waves: 'dependencies' },
    { applications: 'service', set: true },
  ]) {
    const delivery = { argocd: { repoURL: 'https://git.example.com/a.git', ...argocd } };
    const carried = renderTree({ ...input, overlay: { ...input.overlay, delivery } });
    if (!('applications' in argocd)) expect(carried).toEqual(tree);
    expect(
      carried.map((file) =>
        file.path === 'zz-default-deny.k8s.yaml' ? { ...file, text: file.text.replace(leavingOut, 'podSelector: {}') } : file,
      ),
    ).toEqual(tree);
  }
});
