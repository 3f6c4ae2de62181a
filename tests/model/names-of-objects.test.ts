import { renderTrees } from '../../cli/synthesize';
import { type Diagnostic, hasErrors } from '../../diagnostics';
import { compile } from '../../model';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { developmentOverlay, plainService, type PlatformInput, productInputsOf } from '../support/platform';

/** A name that every object of JavaScript has is a name as any other: what is looked up by names of the input has none of its own. */

type Tree = Record<string | number, unknown>;
type Spot = readonly (string | number)[];

const inherited = 'constructor';
const other = 'constructog';

function spotsOf(tree: unknown, path: Spot = []): Spot[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const keys = Array.isArray(tree) ? tree.map((_, index) => index) : Object.keys(tree);
  return keys.flatMap((key) => [[...path, key], ...spotsOf((tree as Tree)[key], [...path, key])]);
}

function changed(tree: Tree, spot: Spot, name: string, how: 'key' | 'value'): Tree {
  const copy = structuredClone(tree);
  const holder = spot.slice(0, -1).reduce<Tree>((inner, key) => inner[key] as Tree, copy);
  const last = spot.at(-1)!;
  if (how === 'key') {
    holder[name] = holder[last];
    delete holder[last];
  } else holder[last] = name;
  return copy;
}

/** The findings, and the files if there is no error, without the name. */
function resultOf(input: PlatformInput, name: string): string {
  const { diagnostics, platforms } = compile(productInputsOf(input));
  const told = (found: readonly Diagnostic[]): string[] => found.map(({ code, at }) => `${code} ${JSON.stringify(at.path)}`);
  const trees = hasErrors(diagnostics) ? [] : renderTrees(platforms, 'dist');
  const lines = [
    ...told(diagnostics),
    ...trees.flatMap(({ files, found }) => [...told(found.diagnostics), ...files.map(({ path }) => path)]),
  ];
  return lines.sort().join('\n').replaceAll(name, '<name>');
}

test.each(['everything-dev', 'minimal-prod'] as const)('`constructor` at every spot of %s is what any other name is', (platform) => {
  const { services, manifest, overlay, ...rest } = goldenPlatforms[platform]!;
  const tree = { services, manifest, overlay } as Tree;
  const seen = new Set<string>();
  for (const spot of spotsOf(tree)) {
    const shape = spot.map((key, index) => (typeof key === 'number' || (spot[0] === 'services' && index === 1) ? '*' : key)).join('/');
    if (spot.length < 2 || seen.has(shape)) continue;
    seen.add(shape);
    const holder = spot.slice(0, -1).reduce<Tree>((inner, key) => inner[key] as Tree, tree);
    for (const how of ['key', 'value'] as const) {
      if (how === 'key' ? Array.isArray(holder) : typeof holder[spot.at(-1)!] !== 'string') continue;
      const [one, two] = [inherited, other].map((name) => resultOf({ ...rest, ...changed(tree, spot, name, how) } as PlatformInput, name));
      expect({ spot: shape, how, result: one }).toEqual({ spot: shape, how, result: two });
    }
  }
});

test('half of a surrogate pair in a text that becomes part of a URL is a finding', () => {
  const services = { a: { ...plainService, port: 4100, routes: ['/a'], needsRabbitmq: true } };
  const overlay = { ...developmentOverlay, rabbitmq: { provider: 'in-cluster', vhost: 'a\ud800b' } };
  expect(compile(productInputsOf({ services, overlay })).diagnostics.map(({ code }) => code)).toContain('vhost-invalid');
});
