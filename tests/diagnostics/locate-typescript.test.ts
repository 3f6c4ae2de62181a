import { spawnSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { createLocator } from '../../diagnostics';
import { marked, type LocatorCase } from './marked-source';

const ab = ['a', 'routes', 1];

const cases: readonly LocatorCase[] = [
  // How the registry is exported.
  ['an exported constant', "export const serviceRegistry = { a: { routes: ['/x', §'/y'] } };", ab],
  [
    'a call',
    "import { defineRegistry } from 'cadastre';\nexport const serviceRegistry = defineRegistry({\n  a: {\n    routes: ['/x', §'/y'],\n  },\n});",
    ab,
  ],
  ['a curried call', "export const serviceRegistry = define<string>()({ a: { routes: ['/x', §'/y'] } });", ab],
  [
    'satisfies',
    "const serviceRegistry = { a: { routes: ['/x', §'/y'] } } satisfies Record<string, unknown>;\nexport { serviceRegistry };",
    ab,
  ],
  ['as const', "export const serviceRegistry = { a: { routes: ['/x', §'/y'] as const } } as const;", ab],
  ['an angle bracket assertion', "export const serviceRegistry = <const>{ a: { routes: ['/x', §'/y'] } };", ab],
  ['a non-null assertion', "export const serviceRegistry = ({ a: { routes: ['/x', §'/y'] } })!;", ab],
  ['a type annotation', "export const serviceRegistry: Readonly<Record<string, Service>> = { a: { routes: ['/x', §'/y'] } };", ab],
  ['an export default', "export default defineRegistry({ a: { routes: ['/x', §'/y'] } });", ab],
  ['an export default of a variable', "const r = { a: { routes: ['/x', §'/y'] } };\nexport default r;", ab],
  ['an export under another name', "const r = { a: { routes: ['/x', §'/y'] } };\nexport { r as serviceRegistry };", ab],
  ['an export as default', "const r = { a: { routes: ['/x', §'/y'] } };\nexport { r as default };", ab],
  ['an export with a string for a name', "const r = { a: { routes: ['/x', §'/y'] } };\nexport { r as 'serviceRegistry' };", ab],
  ['an export before the declaration', "export { serviceRegistry };\nconst serviceRegistry = { a: { routes: ['/x', §'/y'] } };", ab],
  ['the only export', "export const services = { a: { routes: ['/x', §'/y'] } };", ab],
  ['a variable that is not exported', "const serviceRegistry = { a: { routes: ['/x', §'/y'] } };", ab],
  ['module.exports', "module.exports = { a: { routes: ['/x', §'/y'] } };", ab],
  ['module.exports of a variable', "const serviceRegistry = { a: { routes: ['/x', §'/y'] } };\nmodule.exports = { serviceRegistry };", ab],
  ['module.exports with a name', "module.exports.serviceRegistry = { a: { routes: ['/x', §'/y'] } };", ab],
  ['exports with a name', "exports.serviceRegistry = { a: { routes: ['/x', §'/y'] } };", ab],
  ['export =', "export = { a: { routes: ['/x', §'/y'] } };", ab],
  [
    'the right one of several exports',
    "export const other = { a: { routes: ['/x', '/y'] } };\nexport const serviceRegistry = { a: { routes: ['/x', §'/y'] } };",
    ab,
  ],
  ['frozen objects', "export const serviceRegistry = Object.freeze({ a: Object.freeze({ routes: Object.freeze(['/x', §'/y']) }) });", ab],
  [
    'types, interfaces and functions around it',
    "interface S { a: string }\ntype T<X> = X[];\nenum E { A }\nfunction f(this: void): void {}\nexport const serviceRegistry = { a: { routes: ['/x', §'/y'] } };",
    ab,
  ],
  [
    'a syntax error that can be recovered from',
    "const x = 1;\nconst x = 2;\nexport const serviceRegistry = { a: { routes: ['/x', §'/y'] } };",
    ab,
  ],
  ['CRLF', "// one\r\nexport const serviceRegistry = {\r\n\ta: { routes: ['/x', §'/y'] } };", ab],
  ['characters of two UTF-16 code units', "export const serviceRegistry = { /* 😀 */ a: { routes: ['/x', §'/y'] } };", ab],

  // How it is put together.
  ['a variable for a value', "const shared = ['/x', §'/y'];\nexport const serviceRegistry = { a: { routes: shared } };", ab],
  ['a shorthand', "const routes = ['/x', §'/y'];\nexport const serviceRegistry = { a: { routes } };", ab],
  ['a variable for a service', "const a = { routes: ['/x', §'/y'] } as const;\nexport const serviceRegistry = { a };", ab],
  [
    'a member of a variable',
    "const common = { api: { routes: ['/x', §'/y'] } };\nexport const serviceRegistry = { a: { routes: common.api['routes'] } };",
    ab,
  ],
  ['an element of a variable', "const all = [{ routes: ['/x', §'/y'] }];\nexport const serviceRegistry = { a: all[0] };", ab],
  [
    'a spread of a variable',
    "const shared = { routes: ['/x', §'/y'] };\nexport const serviceRegistry = { a: { ...shared, port: 1 } };",
    ab,
  ],
  [
    'the later of a spread and a key',
    "const shared = { routes: ['/x', '/z'] };\nexport const serviceRegistry = { a: { ...shared, routes: ['/x', §'/y'] } };",
    ab,
  ],
  [
    'the later of a key and a spread',
    "const shared = { routes: ['/x', §'/y'] };\nexport const serviceRegistry = { a: { routes: ['/x', '/z'], ...shared } };",
    ab,
  ],
  ['the later of two equal keys', "export const serviceRegistry = { a: { routes: [] }, a: { routes: ['/x', §'/y'] } };", ab],
  [
    'a spread of services',
    "const platform = { a: { routes: ['/x', §'/y'] } };\nexport const serviceRegistry = defineRegistry({ ...platform, b: {} });",
    ab,
  ],
  [
    'a spread of a conditional object',
    "export const serviceRegistry = { ...(on && { a: { routes: ['/x', §'/y'] } }), ...(on ? { b: {} } : {}) };",
    ab,
  ],
  [
    'Object.assign',
    "const base = { routes: ['/x', §'/y'] };\nexport const serviceRegistry = { a: Object.assign({}, base, { port: 1 }) };",
    ab,
  ],
  [
    'a spread in a list',
    "const first = ['/w', '/x'];\nexport const serviceRegistry = { a: { routes: [...first, §'/y'] } };",
    ['a', 'routes', 2],
  ],
  [
    'an element out of a spread in a list',
    "const first = ['/w', §'/x'];\nexport const serviceRegistry = { a: { routes: [...first, '/y'] } };",
    ab,
  ],
  ['a helper that takes an object', "export const serviceRegistry = { a: service({ routes: ['/x', §'/y'] }) };", ab],
  ['a quoted key', "export const serviceRegistry = { 'a-b': { \"routes\": ['/x', §'/y'] } };", ['a-b', 'routes', 1]],
  ['a computed key', "const KEY = 'a';\nexport const serviceRegistry = { [KEY]: { [`routes`]: ['/x', §'/y'] } };", ab],
  ['a key that is a number', "export const serviceRegistry = { 1: { 0x2: §'x' } };", ['1', '2']],
  ['a key that objects inherit', 'export const serviceRegistry = §{};', ['constructor', 'name']],

  // What is meant.
  ['an object as the value', "export const serviceRegistry = { 'a': §{ routes: [] } };", ['a']],
  ['a variable as the value', "const shared = ['/x'];\nexport const serviceRegistry = { a: { routes: §shared } };", ['a', 'routes']],
  ['a key', 'export const serviceRegistry = { a: { §rotues: [] } };', ['a', 'rotues'], true],
  ['a quoted key itself', "export const serviceRegistry = { a: { env: { §'x y': 1 } } };", ['a', 'env', 'x y'], true],
  ['a key in a spread', 'const shared = { §rotues: [] };\nexport const serviceRegistry = { a: { ...shared } };', ['a', 'rotues'], true],
  ['the key of a list element', "export const serviceRegistry = { a: { routes: ['/x', §'/y'] } };", ab, true],
  ['the registry', 'export const serviceRegistry = §defineRegistry({ a: {} });', []],
  ['the registry behind two names', 'const r = §{ a: {} };\nexport { r as serviceRegistry };', []],

  // What is computed, or not there: the nearest value around it.
  ['a missing key', 'export const serviceRegistry = { a: §{ port: 1 } };', ['a', 'routes', 1]],
  ['a missing key that is meant itself', 'export const serviceRegistry = { a: §{ port: 1 } };', ['a', 'routes'], true],
  ['a missing service', 'export const serviceRegistry = §{ a: {} };', ['b', 'routes']],
  ['a missing element', "export const serviceRegistry = { a: { routes: §['/x'] } };", ab],
  ['a hole', "export const serviceRegistry = { a: { routes: §['/x', , '/z'] } };", ab],
  ['a computed list', "export const serviceRegistry = { a: { routes: §['x', 'y'].map((name) => `/${name}`) } };", ab],
  ['a list from a function', "export const serviceRegistry = { a: { routes: §reversed(['/x', '/y']) } };", ab],
  ['the keys of an object', "export const serviceRegistry = { a: { routes: §Object.keys({ 1: '' }) } };", ab],
  ['a computed element', "const v = 'v1';\nexport const serviceRegistry = { a: { routes: ['/x', §`/api/${v}/y`] } };", ab],
  [
    'an element behind an unknown spread',
    "import { more } from './more';\nexport const serviceRegistry = { a: { routes: §[...more, '/y'] } };",
    ab,
  ],
  [
    'an element before an unknown spread',
    "import { more } from './more';\nexport const serviceRegistry = { a: { routes: ['/x', §'/y', ...more] } };",
    ab,
  ],
  ['an unknown spread in an object', "import { more } from './more';\nexport const serviceRegistry = { a: §{ ...more } };", ab],
  ['an imported value', "import { routes } from './more';\nexport const serviceRegistry = { a: { §routes } };", ab],
  ['a condition', "export const serviceRegistry = { a: { routes: §on ? ['/x', '/y'] : ['/z', '/y'] } };", ab],
  ['one side of a condition', "export const serviceRegistry = { a: { routes: on ? ['/x', §'/y'] : [] } };", ab],
  ['a method', 'export const serviceRegistry = { a: { §routes() { return []; } } };', ab],
  ['a getter', 'export const serviceRegistry = { a: { get §routes() { return []; } } };', ab],
  ['a destructured variable', 'const { routes } = shared;\nexport const serviceRegistry = { a: { routes: §routes } };', ab],
  ['a variable without a value', 'let routes: string[];\nexport const serviceRegistry = { a: { routes: §routes } };', ab],
  ['a variable that is itself', 'const routes = routes;\nexport const serviceRegistry = { a: { routes: §routes } };', ab],
  ['a spread of itself', 'const shared = { ...shared };\nexport const serviceRegistry = { a: §{ ...shared } };', ab],
  ['a list of itself', "const list = [...list, '/y'];\nexport const serviceRegistry = { a: { routes: §list } };", ab],
  ['a call of itself', 'const a = f(a);\nexport const serviceRegistry = { a: §a };', ab],
  ['a member of itself', 'const a = a.a;\nexport const serviceRegistry = { a: §a };', ab],
  ['a path further down than a text', "export const serviceRegistry = { a: { routes: ['/x', §'/y'] } };", ['a', 'routes', 1, 'x', 0]],
  ['a key of a list', "export const serviceRegistry = { a: { routes: §['/x'] } };", ['a', 'routes', 'length']],
];

describe('positions in TypeScript and JavaScript', () => {
  test.each(cases.map(([about, text, path, key = false]) => ({ about, text, path, key })))('$about', ({ text, path, key }) => {
    const { source, expected } = marked(text);
    expect(createLocator(() => source)({ file: 'service-registry.ts', path, key })).toEqual(expected);
  });

  test.each([
    ['nothing is exported', 'const x = { a: 1 };'],
    ['it is imported', "export { serviceRegistry } from './other';"],
    ['it is imported and exported', "import { serviceRegistry } from './other';\nexport { serviceRegistry };"],
    ['it is declared only', 'export declare const serviceRegistry: Record<string, unknown>;'],
    ['two things are exported, neither a registry by its name', 'export const a = {};\nexport const b = {};'],
    ['the file is empty', ''],
    ['it does not parse', 'export const serviceRegistry = {'],
    ['it is no program at all', '\u0000\u0001 %%%'],
    ['it is nested too deep', `export const serviceRegistry = ${'['.repeat(20_000)}`],
  ])('no position when %s', (_about, source) => {
    expect(createLocator(() => source)({ file: 'r.ts', path: ['a', 'port'] })).toBeUndefined();
  });

  test.each(['r.ts', 'r.mts', 'r.cts', 'r.js', 'r.mjs', 'r.cjs'])('%s is read', (file) => {
    expect(createLocator(() => 'export default { a: 1 };')({ file, path: ['a'] })).toEqual({ line: 1, column: 21 });
  });

  test('no path makes it throw, and every position lies in the source', () => {
    const sources = cases.map(([, text]) => marked(text).source);
    const segment = fc.oneof(
      fc.constantFrom<string | number>('a', 'b', 'routes', 'port', 0, 1, -1, 1.5, Number.NaN, '__proto__', 'length'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.array(segment, { maxLength: 5 }), fc.boolean(), (source, segments, key) => {
        const position = createLocator(() => source)({ file: 'r.ts', path: segments, key });
        const line = source.split('\n')[(position?.line ?? 0) - 1];
        expect(line?.length).toBeGreaterThanOrEqual(position?.column ?? 0);
      }),
      { numRuns: 500 },
    );
  });

  test('no source makes it throw', () => {
    const word = fc.constantFrom(
      'export',
      'const',
      'default',
      'serviceRegistry',
      '=',
      '{',
      '}',
      '[',
      ']',
      '...',
      'a',
      ':',
      ',',
      "'x'",
      '(',
      ')',
      'as',
      'module.exports',
      '`',
      '${',
      ';',
      '\n',
      '/*',
      '@',
      '#',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        createLocator(() => words.join(' '))({ file: 'r.ts', path: ['a', 0] });
      }),
      { numRuns: 500 },
    );
  });

  test('the parser is not loaded before there is a TypeScript file to look into', () => {
    const script = `
      const { createLocator, createDiagnostic } = require('./diagnostics');
      const loaded = () => Object.keys(require.cache).some((file) => file.includes('@babel'));
      const locate = createLocator((file) => (file.endsWith('.ts') ? 'export default {}' : 'a: 1'));
      const before = loaded();
      locate({ file: 'a.yaml', path: ['a'] });
      const yaml = loaded();
      locate({ file: 'a.ts', path: ['a'] });
      process.stdout.write(JSON.stringify([before, yaml, loaded()]));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--require', 'tsx/cjs', '--eval', script], {
      cwd: path.join(__dirname, '../..'),
      encoding: 'utf8',
    });
    expect([stdout, stderr]).toEqual(['[false,false,true]', '']);
  });
});
