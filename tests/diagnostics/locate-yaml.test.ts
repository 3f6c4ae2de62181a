import fc from 'fast-check';
import { createLocator } from '../../diagnostics';
import { marked, type LocatorCase } from './marked-source';

const ab = ['a', 'routes', 1];

const cases: readonly LocatorCase[] = [
  ['blocks', 'a:\n  routes:\n    - /x\n    - §/y\n', ab],
  ['flows', "a: { routes: ['/x', §'/y'] }\n", ab],
  ['comments', '# one\na:  # two\n  # three\n  routes: [ /x, # four\n    §/y ]\n', ab],
  ['CRLF', 'a:\r\n  routes:\r\n    - /x\r\n    - §/y\r\n', ab],
  ['JSON', '{\n  "a": {\n    "routes": [\n      "/x",\n      §"/y"\n    ]\n  }\n}', ab],
  ['JSON with tabs', '{\n\t"a": {\n\t\t"routes": ["/x", §"/y"]\n\t}\n}', ab],
  ['the first of several documents', '---\na: { routes: [/x, §/y] }\n---\na: 1\n', ab],
  ['aliases', 'shared: &shared\n  - /x\n  - §/y\na:\n  routes: *shared\n', ab],
  ['an alias as the value', 'shared: &shared [/x]\na:\n  routes: §*shared\n', ['a', 'routes']],
  ['merge keys', 'shared: &shared\n  routes: [/x, §/y]\na:\n  <<: *shared\n  port: 1\n', ab],
  ['several merge keys', 'one: &one { port: 1 }\ntwo: &two { routes: [/x, §/y] }\na:\n  <<: [*one, *two]\n', ab],
  ['a key before a merged one', 'shared: &shared { routes: [/x, /z] }\na:\n  <<: *shared\n  routes: [/x, §/y]\n', ab],
  ['tags and anchors', 'a: !!map\n  routes: &r !!seq\n    - /x\n    - !!str §/y\n', ab],
  ['a text in several lines', 'a: §|\n  x\n  y\n', ['a']],
  ['the later of two equal keys', 'a: 1\na: §2\n', ['a']],
  ['a key that is a number', '4104: §x\n', ['4104']],
  ['a number as the segment', '4104: §x\n', [4104]],
  ['an index as text', 'a: [x, §y]\n', ['a', '1']],
  ['a key', 'a:\n  §rotues: [/x]\n', ['a', 'rotues'], true],
  ['a quoted key', 'a: { §"x y": 1 }\n', ['a', 'x y'], true],
  ['the merge key itself', 'a: &a { b: 1 }\nc:\n  §<<: *a\n', ['c', '<<'], true],
  ['an empty value', 'a:\n  §port:\n  routes: []\n', ['a', 'port']],
  ['a key without a colon', '{ §port, routes }\n', ['port']],
  ['a written null', 'a:\n  port: §~\n', ['a', 'port']],
  ['an empty text', "a: §''\n", ['a']],
  ['a mapping', 'a:\n  §port: 1\n', ['a']],
  ['the root', '# one\n§a: 1\n', []],
  ['a missing key', 'a:\n  §port: 1\n', ['a', 'routes', 1]],
  ['a missing key that is meant itself', 'a: §{ port: 1 }\n', ['a', 'routes'], true],
  ['a missing element', 'a: §[x]\n', ['a', 3]],
  ['a negative index', 'a: §[x]\n', ['a', -1]],
  ['a path further down than a text', 'a: §x\n', ['a', 'b', 0]],
  ['an alias to nothing', 'a: §*nothing\n', ['a', 'b']],
  ['an alias to what is around it', 'a: &a\n  b: §*a\n', ['a', 'b']],
  ['a merge of itself', 'a: &a\n  §<<: [*a, *a]\n', ['a', 'b']],
  ['a key that is a mapping', '§? { x: 1 }\n: y\n', ['x']],
  ['what is left of a syntax error', 'a: [x, §y\nb: {\n', ['a', 1]],
  ['a syntax error elsewhere', 'a: §1\nb: "\n', ['a']],
  ['an empty file', '§', ['a']],
  ['a file of comments', '§# one\n# two\n', ['a']],
];

describe('positions in YAML and JSON', () => {
  test.each(cases.map(([about, text, path, key = false]) => ({ about, text, path, key })))('$about', ({ text, path, key }) => {
    const { source, expected } = marked(text);
    expect(createLocator(() => source)({ file: 'a.yaml', path, key })).toEqual(expected);
  });

  test.each([
    [0, { line: 2, column: 4 }],
    [1, { line: 4, column: 4 }],
    [2, { line: 1, column: 1 }],
  ])('in document %d', (document, expected) => {
    expect(createLocator(() => '---\na: 1\n---\na: 2\n')({ file: 'a.yaml', document, path: ['a'] })).toEqual(expected);
  });

  test.each(['a.yaml', 'a.yml', 'a.json', 'A.YAML'])('%s is read', (file) => {
    expect(createLocator(() => '{"a": 1}')({ file, path: ['a'] })).toEqual({ line: 1, column: 7 });
  });

  test.each(['a.txt', 'Dockerfile', '', 'a.yaml.bak', 'a.tsx'])('%j is not', (file) => {
    expect(createLocator(() => '{"a": 1}')({ file, path: ['a'] })).toBeUndefined();
  });

  test('a file that is not there has no positions', () => {
    expect(createLocator(() => undefined)({ file: 'a.yaml', path: [] })).toBeUndefined();
  });

  test('a file is read once, and only when it is asked for', () => {
    const read = jest.fn((file: string) => (file === 'gone.yaml' ? undefined : 'a: 1'));
    const locate = createLocator(read);
    expect(read).not.toHaveBeenCalled();
    for (const file of ['a.yaml', 'gone.yaml', 'a.yaml', 'gone.yaml', 'b.yaml']) locate({ file, path: ['a'] });
    expect(read.mock.calls).toEqual([['a.yaml'], ['gone.yaml'], ['b.yaml']]);
  });

  test('nesting that is too deep to parse has no positions', () => {
    expect(() => createLocator(() => '['.repeat(20_000))({ file: 'a.yaml', path: [0] })).not.toThrow();
  });

  test('values of any JSON are found where they are written', () => {
    const json = fc.json({ maxDepth: 3 }).filter((text) => /^[[{]/.test(text) && !text.includes('__proto__'));
    fc.assert(
      fc.property(json, fc.nat(4), (text, indent) => {
        const value: unknown = JSON.parse(text);
        const source = JSON.stringify(value, null, indent);
        for (const path of pathsIn(value)) {
          const position = createLocator(() => source)({ file: 'a.json', path });
          const rest = source
            .split('\n')
            .slice((position?.line ?? 0) - 1)
            .join('\n')
            .slice((position?.column ?? 0) - 1);
          const wanted = path.reduce<unknown>((inner, segment) => (inner as Record<string | number, unknown>)[segment], value);
          const written = JSON.stringify(wanted, null, indent).split('\n')[0] ?? '';
          expect(rest.startsWith(written)).toBe(true);
        }
      }),
    );
  });

  test('neither path nor source makes it throw', () => {
    const segment = fc.oneof(fc.constantFrom<string | number>('a', 'routes', 0, 1, -1, Number.NaN, '__proto__', '<<'), fc.string());
    const source = fc.oneof(
      fc.constantFrom(...cases.map(([, text]) => marked(text).source)),
      fc.string({ unit: fc.constantFrom(...'a:-[]{}?*&!|>"\'# \n,<') }),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(source, fc.array(segment, { maxLength: 4 }), fc.boolean(), (text, segments, key) => {
        const position = createLocator(() => text)({ file: 'a.yaml', path: segments, key });
        if (position !== undefined) expect(position.line * position.column).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});

function pathsIn(value: unknown): (string | number)[][] {
  if (value === null || typeof value !== 'object') return [[]];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [[], ...entries.flatMap(([key, inner]) => pathsIn(inner).map((path) => [key, ...path]))];
}
