import { checkTrees, renderTrees } from '../../cli/synthesize';
import { compile } from '../../model';
import { objectSizes } from '../../model/object-sizes';
import { plainService, productInputsOf, productionOverlay } from '../support/platform';
import { wordingOf } from '../support/wording';

function configMap(bytes: number, annotations?: object): Parameters<typeof objectSizes>[0][number] {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', ...(annotations && { annotations }) },
    data: { 'a.txt': 'x'.repeat(bytes) },
  } as never;
}

const place = { file: 'registry.ts', path: ['a', 'files'] };
const sizesOf = (object: ReturnType<typeof configMap>): ReturnType<typeof objectSizes> =>
  objectSizes([object], { names: [{ kind: 'ConfigMap', name: 'a', hashed: false, place }] as never });

test.each([
  [261_900, undefined, 0],
  [262_144, undefined, 1],
  [200_000, undefined, 0],
  [200_000, { note: 'y'.repeat(70_000) }, 1],
  [400_000, { 'argocd.argoproj.io/sync-options': 'PruneLast=true,ServerSideApply=true' }, 0],
  [1_600_000, { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' }, 1],
])('of %d bytes, with other annotations in case %#', (bytes, annotations, count) => {
  expect(sizesOf(configMap(bytes, annotations))).toHaveLength(count);
});

test('characters that Go escapes count as what it writes', () => {
  const object = configMap(0);
  expect(sizesOf({ ...object, data: { a: '<'.repeat(50_000) } })).toHaveLength(1);
});

test('the finding is where the name follows from, and names the part that makes most of it', () => {
  const [finding] = sizesOf(configMap(300_000));
  expect(finding?.at).toEqual(place);
  expect(wordingOf(finding!).text).toContain('`data["a.txt"]`');
  const [stored] = sizesOf(configMap(2_000_000));
  expect(wordingOf(stored!).message).toContain('that etcd takes');
});

test('an Ingress of three thousand routes is a finding, and nothing is written', () => {
  const services = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [
      `s${index}`,
      {
        ...plainService,
        hostname: `s${index}`,
        port: 4000 + index,
        routes: [1, 2, 3, 4, 5, 6].map((route) => `/api/version-${route}/service-${index}`),
      },
    ]),
  );
  const { platforms } = compile(productInputsOf({ services, overlay: productionOverlay }));
  const [tree] = renderTrees(platforms, 'dist');
  expect(tree?.found.diagnostics.map(({ code, args }) => [code, args])).toEqual([
    ['object-too-large', expect.objectContaining({ kind: 'Ingress', by: 'apply', largest: 'spec.rules[0].http.paths' })],
  ]);
  // Also by a command that writes nothing, where nothing was written before.
  expect(checkTrees(platforms).flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))).toEqual(['object-too-large']);
  expect(tree?.files).toEqual([]);
});
