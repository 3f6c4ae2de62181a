import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadRegistry } from '../../cli/load-registry';
import { defaultLimits } from '../../cli/registry-process/limits';
import { createRegistryProcess } from '../../cli/registry-process/registry-process';
import { explainFailure, run } from '../../cli/run';
import { showsColor, type Terminal } from '../../cli/terminal';
import { formatText } from '../../diagnostics';
import { cadastre } from '../support/command';

const fixture = resolve(__dirname, '../fixtures/packed/registry');
const home = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cadastre-robust-'));
  cpSync(fixture, join(folder, 'registry'), { recursive: true });
  process.chdir(folder);
  writeFileSync(registryFile, services);
});

afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const registryFile = 'registry/shop/service-registry.ts';
const manifestFile = 'registry/shop/manifest.yaml';
const overlayFile = 'registry/shop/environments/dev.yaml';
const services = readFileSync(join(fixture, 'shop/service-registry.ts'), 'utf8').replace(
  /^import.*\n/,
  'const defineRegistry = <T>(services: T): T => services;\n',
);

function edit(file: string, from: string | RegExp, to: string): void {
  const source = readFileSync(file, 'utf8');
  expect(source).toMatch(from);
  writeFileSync(file, source.replace(from, to));
}

/** Makes a second environment, whose tree is written after that of `dev`. */
function addEnvironment(name: string): void {
  cpSync(overlayFile, `registry/shop/environments/${name}.yaml`);
  edit(manifestFile, '[dev]', `[dev, ${name}]`);
}

/** Loads the registry from this text. */
async function loaded(source: string, name = 'service-registry.ts'): Promise<{ readonly value: unknown; readonly text: string }> {
  mkdirSync('one', { recursive: true });
  writeFileSync(join('one', name), source);
  const registryProcess = createRegistryProcess(defaultLimits);
  const { value, diagnostics = [] } = await loadRegistry('one', registryProcess);
  registryProcess.close();
  return { value, text: diagnostics.length === 0 ? '' : formatText(diagnostics, { locate: () => undefined, color: false, distState: '' }) };
}

describe('a registry that holds what is no data is a finding', () => {
  test.each([
    ['a getter that throws', "{ orders: { get port() { throw new Error('no port today'); } } }", 'no port today'],
    ['a getter that throws null', '{ orders: { get port() { throw null; } } }', '`null`'],
    ['a Proxy that throws', "new Proxy({}, { ownKeys() { throw new Error('no keys'); } })", 'no keys'],
    ['a Proxy inside that throws', '{ orders: new Proxy({}, { getPrototypeOf() { throw undefined; } }) }', '`undefined`'],
    ['a revoked Proxy', '(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()', 'revoked'],
    [
      'a cycle',
      '(() => { const orders: any = { port: 1 }; orders.self = { orders }; return { orders }; })()',
      '`orders.self.orders` contains itself',
    ],
    [
      'a cycle of a list',
      '(() => { const routes: any[] = []; routes.push(routes); return { orders: { routes } }; })()',
      '`orders.routes[0]` contains itself',
    ],
    ['a list with a hole', "{ orders: { routes: ['/a', , '/b'] } }", '`orders.routes[1]` is a hole in a list'],
    ['a function', '{ orders: { port: () => 4000 } }', '`orders.port` is a function'],
    ['a class', '{ orders: class Orders {} }', '`orders` is a function'],
    ['a Promise', '{ orders: { port: Promise.resolve(1) } }', '`orders.port` is an instance of Promise'],
    ['a Map', "{ 'a b': new Map() }", '`["a b"]` is an instance of Map'],
    ['a Date', '{ orders: { since: new Date(0) } }', '`orders.since` is an instance of Date'],
    ['an instance of its own class', '{ orders: new (class Service {})() }', '`orders` is an instance of Service'],
    ['a bigint', '{ orders: { port: 4000n } }', '`orders.port` is a bigint'],
    ['a symbol', "{ orders: { port: Symbol('port') } }", '`orders.port` is a symbol'],
    ['nothing but a Promise', 'Promise.resolve({})', 'the registry is an instance of Promise'],
    ['nothing but a function', '() => ({})', 'the registry is a function'],
    [
      'more levels than there is stack',
      '(() => { let value = {}; for (let i = 0; i < 1e5; i++) value = { value }; return value; })()',
      'holds more than 100 levels',
    ],
  ])('%s', async (_, value, detail) => {
    const { value: registry, text } = await loaded(`export const serviceRegistry = ${value};`);
    expect(registry).toBeUndefined();
    expect(text).toContain('error[registry-unreadable]');
    expect(text).toContain(detail);
    expect(text).not.toMatch(/\n\s+at /);
  });

  test.each([
    ['null', 'null', 'it throws `null`'],
    ['undefined', 'undefined', 'it throws `undefined`'],
    ['a text', "'no luck\\nat all'", 'no luck'],
    ['a number', '42', 'it throws a number'],
    ['an object without prototype', 'Object.create(null)', 'it throws an object'],
    ['an object whose message throws', "{ get message() { throw new Error('again'); } }", 'it throws an object'],
    ['a Proxy that answers nothing', 'new Proxy({}, { has() { throw null; }, get() { throw null; } })', 'it throws an object'],
    [
      'a Proxy without a prototype',
      'new Proxy({}, { getPrototypeOf() { throw null; }, has() { throw null; }, get() { throw null; } })',
      'it throws an object',
    ],
    ['an error without message', 'new RangeError()', 'RangeError'],
    ['an error whose message is no text', 'Object.assign(new Error(), { message: 12 })', 'it throws an object'],
    ['several errors', "new AggregateError([new Error('one')], 'both failed')", 'both failed'],
    ['a terminal’s commands', "new Error('\\u001b[2Jgone')", '\\u001b[2Jgone'],
  ])('that throws %s', async (_, thrown, detail) => {
    const { text } = await loaded(`throw ${thrown}; export const serviceRegistry = {};`);
    expect(text).toContain('error[registry-unreadable]');
    expect(text).toContain(detail);
    expect(text).not.toContain('at all');
    expect(text).not.toContain('\u001b');
  });

  test('the finding points at the value', async () => {
    edit(registryFile, 'port: 4001', 'port: () => 4001');
    const { code, err } = await cadastre('check');
    expect(code).toBe(1);
    expect(err).toContain(`--> ${registryFile}:7:11: orders.port`);
  });

  test.each([
    ['a throw', /^/, "\n\nfunction check(): void {\n  throw new RangeError('no port today');\n}\ncheck();\n", ':4:9', 'no port today'],
    ['a call of what is no function', /^/, 'const list: any = {};\nlist.map();\n', ':2:6', 'list.map is not a function'],
    [
      'a missing package',
      /^/,
      "import path from 'node:path';\nimport nope from 'no-such-package';\nvoid [path, nope];\n",
      ':2:1',
      '`no-such-package`',
    ],
  ])('%s is told at its own line', async (_, at, code, position, detail) => {
    edit(registryFile, at, code);
    const { err } = await cadastre('check');
    expect(err).toContain(`--> ${registryFile}${position}`);
    expect(err).toContain(detail);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('a throw in a file that the registry imports is told with that file', async () => {
    writeFileSync(
      'registry/shop/ports.ts',
      "\nexport interface Port {}\nexport const port = (): number => {\n  throw new Error('no port today');\n};\n",
    );
    edit(registryFile, /^/, "import { port } from './ports';\n");
    edit(registryFile, 'port: 4000', 'port: port()');
    expect((await cadastre('check')).err).toContain('--> registry/shop/ports.ts:4:9');
  });

  test('a mistake in a file that the registry imports is told with that file', async () => {
    writeFileSync('registry/shop/ports.ts', '\nexport const port = : 1;\n');
    edit(registryFile, /^/, "import './ports';\n");
    expect((await cadastre('check')).err).toContain('--> registry/shop/ports.ts:2:21');
  });
});

describe('a registry is the data of its export', () => {
  test('numbers stay what they are, undefined properties are not there, lists stay lists', async () => {
    const { value } = await loaded(
      "const shared = { a: 1 };\nexport const serviceRegistry = { a: Infinity, b: NaN, c: undefined, d: [null, undefined, 'x'], e: shared, f: [shared, shared] };",
    );
    expect(value).toEqual({ a: Infinity, b: NaN, d: [null, undefined, 'x'], e: { a: 1 }, f: [{ a: 1 }, { a: 1 }] });
    expect(Object.keys(value as object)).not.toContain('c');
  });

  test('what is shared counts as often as it is shared', async () => {
    const { text } = await loaded(
      'let value: object = {};\nfor (let i = 0; i < 64; i++) value = { a: value, b: value };\nexport const serviceRegistry = value;',
    );
    expect(text).toContain('100 million characters');
  });

  test('a key named __proto__ is a key', async () => {
    const { value } = await loaded('{"__proto__": {"hostname": "x"}}', 'service-registry.json');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
  });

  test.each([
    ['serviceRegistry', 'export const other = 1; export const serviceRegistry = { a: {} }; export default 2;'],
    ['the default export', 'export const other = 1; export default { a: {} };'],
    ['a sole export', 'export const anything = { a: {} };'],
    ['module.exports', 'module.exports = { a: {}, b: undefined };'],
    ['serviceRegistry of module.exports', 'module.exports = { serviceRegistry: { a: {} }, b: 1 };'],
  ])('which may be %s', async (_, source) => {
    expect((await loaded(source)).value).toEqual({ a: {} });
  });

  test('a module whose sole export is a service is the registry itself', async () => {
    expect((await loaded("module.exports = { orders: { layer: 'domain' } };")).value).toEqual({ orders: { layer: 'domain' } });
  });

  test.each(['serviceRegistry', 'default', 'orders'])('a JSON file is not unwrapped: %s is a service', async (key) => {
    expect((await loaded(JSON.stringify({ [key]: { port: 1 } }), 'service-registry.json')).value).toEqual({ [key]: { port: 1 } });
  });

  test('JSON may begin with a byte order mark', async () => {
    expect((await loaded('\ufeff{"a":{}}', 'service-registry.json')).value).toEqual({ a: {} });
  });

  test('JSON that does not parse is a finding with its line, without what the file holds', async () => {
    rmSync(registryFile);
    writeFileSync('registry/shop/service-registry.json', '{\n  "orders": { "extraEnv": { "API_TOKEN": "hunter2-hunter2" "A": "B" } }\n}\n');
    const { code, err } = await cadastre('check');
    expect(code).toBe(1);
    expect(err).toContain('error[registry-unreadable]');
    expect(err).toContain('--> registry/shop/service-registry.json:2:');
    expect(err).not.toContain('hunter2');
  });
});

describe('YAML that means something else than it seems is told with both places', () => {
  test.each([
    ['a key', 'yaml-key-repeated', 'development: true\n', 'development: true\ndevelopment: false\n', ':2:1', 'first written at', ':1:1'],
    ['another version', 'yaml-version', /^/, '# about it\n%YAML 1.1\n---\n', ':2:1', '', ''],
    ['a document', 'yaml-several-documents', /$/, '---\ndelivery: kubectl\n', '', 'the one that is read begins at', ':1:1'],
    [
      'a merge key',
      'yaml-merge-key',
      /^/,
      'services:\n  orders: &o { replicas: 1 }\n  catalogue: { <<: *o }\n',
      ':3:16',
      'the mapping is at',
      ':2:14',
    ],
  ])('%s', async (_, code, from, to, position, label, other) => {
    edit(overlayFile, from, to);
    const { err } = await cadastre('check');
    expect(err).toContain(`error[${code}]`);
    expect(err).toContain(`--> ${overlayFile}${position}`);
    if (label !== '') expect(err).toContain(`${label} ${overlayFile}${other}`);
    expect(err).toContain('1 error;');
  });
});

describe('a file that is nested without a bound is one finding', () => {
  const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

  test.each([4000, 100_000])('of %d levels', async (levels) => {
    for (const [file, text] of [
      [overlayFile, `seed: ${deep(levels)}\n`],
      [overlayFile, `${'- '.repeat(levels)}a\n`],
      [manifestFile, `name: shop\nservices: ${deep(levels)}\n`],
      ['registry/shop/environments/dev.images.yaml', `orders: ${deep(levels)}\n`],
      ['registry/shop/manifests/a.yaml', `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata: ${deep(levels)}\n`],
    ] as const) {
      const before = existsSync(file) ? readFileSync(file) : undefined;
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, text);
      const { code, err } = await cadastre('check');
      expect(err).toContain(`error[file-nested]: \`${file}\` is nested in more than 100 levels here\n  --> ${file}:`);
      expect(code).toBe(1);
      if (before === undefined) rmSync(file);
      else writeFileSync(file, before);
    }
  });

  test('a registry', async () => {
    for (const source of [`export const serviceRegistry = { orders: ${deep(4000)} };`, `{"orders": ${deep(4000)}}`]) {
      const { text } = await loaded(source, source.startsWith('{') ? 'service-registry.json' : 'service-registry.ts');
      expect(text).toMatch(/levels|call stack/);
      rmSync('one', { recursive: true });
    }
    writeFileSync(registryFile, `export const serviceRegistry = { orders: ${deep(4000)} };`);
    expect((await cadastre('check')).err).toContain('error[registry-unreadable]');
  });

  test('a file of Secrets that nothing reads', async () => {
    mkdirSync('registry/shop/environments/dev.secrets');
    writeFileSync('registry/shop/environments/dev.secrets/a.yaml', `data: ${deep(4000)}\n`);
    const { code, err } = await cadastre('check');
    expect(err).toContain('warning[secret-files-unread]');
    expect(code).toBe(0);
  });
});

test.each([
  ['the product manifest', manifestFile],
  ['an overlay', overlayFile],
])('an alias in %s that leads into itself is a finding', async (_, file) => {
  edit(file, /$/, 'labels: &a [*a]\n');
  const { code, err } = await cadastre('check');
  expect(code).toBe(1);
  expect(err).toContain('error[invalid-yaml]');
  expect(err).toContain('into themselves');
});

describe('a folder where a file should be', () => {
  test.each([
    ['the product manifest', manifestFile],
    ['the overlay', overlayFile],
    ['the service registry', registryFile],
  ])('%s', async (what, file) => {
    rmSync(file);
    mkdirSync(file);
    const { code, err } = await cadastre('check');
    expect(code).toBe(1);
    expect(err).toContain('error[file-missing]');
    expect(err).toContain(what);
    expect(err).toContain('is a folder');
    expect(err).toContain(`--> ${file}`);
  });
});

describe('paths that make no sense are wrong usage', () => {
  test.each([
    [['check', '--registry', manifestFile], `\`${manifestFile}\` is a file`],
    [['check', '--registry', ''], 'no product in ``'],
    [['synth', '--out', ''], '--out'],
    [['synth', '--stdout', '--out', ''], '--out'],
    [['synth', '--out', 'registry'], 'is in `registry`, which is read'],
    [['synth', '--out', 'registry/dist'], 'is in `registry`, which is read'],
    [['synth', '--out', './registry/shop/../shop/manifests'], 'is in `registry`, which is read'],
    [['synth', '-r', 'registry/shop', '--out', 'registry/shop/out'], 'is in `registry/shop`, which is read'],
    [['synth', '-r', '.', '--out', 'shop/dist'], 'no product in `.`'],
  ])('%j', async (args, message) => {
    const { code, out, err } = await cadastre(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^error: [^\n]+\n$/);
    expect(err).toContain(message);
    expect(existsSync('dist')).toBe(false);
  });
});

describe('a folder for the manifests', () => {
  test('may be in the working directory where that holds the products, and in none of them', async () => {
    process.chdir('registry');
    expect((await cadastre('synth', '-r', '.')).code).toBe(0);
    expect((await cadastre('synth', '-r', '.', '--out', 'shop/dist')).err).toContain('is in `shop`, which is read');
    process.chdir('shop');
    expect((await cadastre('synth', '-r', '.')).code).toBe(0);
  });

  test('is not in the input by way of a link either', async () => {
    symlinkSync(join(folder, 'registry'), 'elsewhere');
    const { code, err } = await cadastre('synth', '--out', 'elsewhere/dist');
    expect(err).toContain('is in `registry`, which is read');
    expect(code).toBe(2);
    expect(readdirSync('registry')).toEqual(['shop']);
  });
});

describe('--product names a product by its manifest', () => {
  beforeEach(() => edit(manifestFile, 'name: shop', 'name: store'));

  test('not by its folder', async () => {
    expect((await cadastre('check', '--product', 'store')).out).toContain('checked store/dev');
    expect(await cadastre('check', '--product', 'shop')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no product `shop`') as string,
    });
  });

  test('and inside its folder too', async () => {
    process.chdir('registry/shop');
    expect((await cadastre('check', '--registry', '.', '--product', 'store')).out).toContain('checked store/dev');
    expect((await cadastre('check', '--registry', '.', '--product', 'stor')).err).toContain('did you mean `store`?');
  });

  test.each([
    ['does not parse', 'name: [store'],
    ['has no name', 'label: Shop'],
    ['has a name that is no text', 'name: 12'],
  ])('or by its folder where the manifest %s', async (_, manifest) => {
    writeFileSync(manifestFile, manifest);
    expect((await cadastre('check', '--product', 'shop')).code).toBe(1);
    process.chdir('registry/shop');
    expect((await cadastre('check', '--registry', '.', '--product', 'shop')).code).toBe(1);
  });
});

describe('nothing at all is written', () => {
  beforeEach(() => addEnvironment('prod'));

  test.each([
    ['a file', () => writeFileSync('dist/shop/prod', '')],
    ['a symbolic link', () => symlinkSync(folder, 'dist/shop/prod')],
  ])('when the second tree’s folder is %s', async (_, block) => {
    mkdirSync('dist/shop', { recursive: true });
    block();
    const { code, out, err } = await cadastre('synth');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^error: .*dist\/shop\/prod.*\n$/);
    expect(readdirSync('dist/shop')).toEqual(['prod']);
  });

  test('when a folder above is a file', async () => {
    mkdirSync('dist');
    writeFileSync('dist/shop', '');
    const { code, err } = await cadastre('synth');
    expect(code).toBe(1);
    expect(err).toMatch(/^error: .*dist\/shop.*\n$/);
  });

  test('when the folder above the second product is a file', async () => {
    cpSync('registry/shop', 'registry/zoo', { recursive: true });
    edit('registry/zoo/manifest.yaml', 'name: shop', 'name: zoo');
    mkdirSync('dist');
    writeFileSync('dist/zoo', '');
    expect((await cadastre('synth')).code).toBe(1);
    expect(readdirSync('dist')).toEqual(['zoo']);
  });

  test('when a folder above leads nowhere', async () => {
    symlinkSync(join(folder, 'gone'), 'dist');
    const { code, err } = await cadastre('synth');
    expect(code).toBe(1);
    expect(err).toMatch(/^error: [^\n]+\n$/);
    expect(existsSync('gone')).toBe(false);
  });
});

describe('findings', () => {
  /** A warning and nothing more. */
  const warn = (): void => edit(registryFile, "routes: ['/api/orders']", "routes: ['/api/catalogues']");

  test('that are warnings alone do not stop a synthesis', async () => {
    warn();
    const { code, out, err } = await cadastre('synth');
    expect(code).toBe(0);
    expect(err).toContain('warning[');
    expect(err).not.toContain('error[');
    expect(err.trimEnd()).toMatch(/1 warning; dist\/ is written$/);
    expect(out).toContain('dist/shop/dev: ');
    expect(existsSync('dist/shop/dev/orders.k8s.yaml')).toBe(true);
    const checked = await cadastre('check');
    expect(checked.err.trimEnd()).toMatch(/1 warning; the check passes$/);
    expect(checked.code).toBe(0);
  });

  test.each(['text', 'json', 'github'])('go to standard error beside a stream of manifests, as %s', async (format) => {
    warn();
    const { code, out, err } = await cadastre('synth', '--stdout', '--format', format);
    expect(code).toBe(0);
    expect(err).toContain('warning[');
    expect(err.trimEnd()).toMatch(/1 warning; the manifests are on standard output$/);
    expect(out).toMatch(/^apiVersion: v1\nkind: Namespace\n/m);
    expect(out).not.toMatch(/warning\[|^::warning/m);
    expect(out).not.toContain('"severity"');
  });
});

test('names are printed as they are safe to show', async () => {
  const odd = 'odd\n::error::\u001b[31m';
  expect((await cadastre('synth', '--out', odd)).out).not.toMatch(/[\u001b]|^::/m);
  mkdirSync(join(odd, 'x\n::error::', 'dev'), { recursive: true });
  writeFileSync(join(odd, 'x\n::error::', 'dev', 'a.k8s.yaml'), '');
  const { out, err } = await cadastre('synth', '--out', odd);
  expect(out).toContain('of no product in registry');
  expect(out + err).not.toMatch(/[\u001b]|^::/m);
});

describe('what nobody expected', () => {
  const broken = (thrown: unknown): Terminal => ({
    out: () => {
      throw thrown;
    },
    err: (text) => (told += text),
    color: false,
  });
  let told: string;
  let debug: string | undefined;

  beforeEach(() => {
    told = '';
    debug = process.env['CADASTRE_DEBUG'];
    delete process.env['CADASTRE_DEBUG'];
  });

  afterEach(() => {
    if (debug === undefined) delete process.env['CADASTRE_DEBUG'];
    else process.env['CADASTRE_DEBUG'] = debug;
  });

  test('is a defect: one line and exit code 70', async () => {
    expect(await run(['check'], broken(new TypeError('x is not a function\nreally')))).toBe(70);
    expect(told).toBe('error: this is a defect of cadastre, please report it: x is not a function\n');
  });

  test('with its stack for who asks for it', async () => {
    process.env['CADASTRE_DEBUG'] = '1';
    expect(await run(['check'], broken(new TypeError('x is not a function')))).toBe(70);
    expect(told).toMatch(/\n\s+at /);
  });

  test.each([
    ['null', null, 'null'],
    ['undefined', undefined, 'undefined'],
    [
      'a wrong call of Node',
      Object.assign(new TypeError('path must be a string'), { code: 'ERR_INVALID_ARG_TYPE' }),
      'path must be a string',
    ],
    ['a code that is no text', Object.assign(new Error('failed'), { code: 7 }), 'failed'],
  ])('also as %s', (_, thrown, message) => {
    expect(explainFailure(thrown, broken(undefined))).toBe(70);
    expect(told).toBe(`error: this is a defect of cadastre, please report it: ${message}\n`);
  });

  test.each([
    ['EACCES', 'permission denied'],
    ['ENOSPC', 'no space is left on the disk'],
    ['EROFS', 'the disk is read-only'],
  ])('a refusal of the file system by %s is a sentence', (code, sentence) => {
    explainFailure(Object.assign(new Error(`${code}: words of Node, open 'dist/a'`), { code, path: 'dist/a' }), broken(undefined));
    expect(told).toBe(`error: \`dist/a\` cannot be used: ${sentence}\n`);
  });

  test.each([
    [undefined, 'no space is left on the disk; nothing was written'],
    ['dist/a', '`dist/a` cannot be used: no space is left on the disk; nothing was written'],
  ])('a refusal of the file system says what it has left: path %s', (path, sentence) => {
    const error = new Error(`ENOSPC: no space left on device, ${path === undefined ? 'write' : `open '${path}'`}; nothing was written`);
    explainFailure(
      Object.assign(error, { code: 'ENOSPC', state: 'nothing was written', ...(path !== undefined && { path }) }),
      broken(undefined),
    );
    expect(told).toBe(`error: ${sentence}\n`);
  });

  test('a refusal of the file system is none, and shows paths as they are safe to show', () => {
    expect(
      explainFailure(Object.assign(new Error("EACCES: permission denied, open '\u001b[2J'"), { code: 'EACCES' }), broken(undefined)),
    ).toBe(1);
    expect(told).toBe("error: EACCES: permission denied, open '\\u001b[2J'\n");
  });
});

test.each([
  [{}, true, true],
  [{}, false, false],
  [{}, undefined, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '1' }, undefined, true],
  [{ FORCE_COLOR: '0' }, false, false],
  [{ FORCE_COLOR: '' }, false, false],
  [{ FORCE_COLOR: '0' }, true, true],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  [{ NO_COLOR: '', FORCE_COLOR: '1' }, false, true],
  [{ TERM: 'dumb' }, true, false],
  [{ TERM: 'xterm' }, true, true],
  [{ TERM: 'dumb', FORCE_COLOR: '1' }, true, true],
])('with %j, on a terminal: %s, colours are %s', (environment, isTerminal, expected) => {
  expect(showsColor(environment, isTerminal)).toBe(expected);
});
