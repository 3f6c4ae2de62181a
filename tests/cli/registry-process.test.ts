import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fromLine, toLine } from '../../cli/registry-process/messages';
import { bundle } from '../support/bundle';
import { HANG_MS } from '../support/hang';

/** What code of a registry can do to the command that runs it: nothing but give its value, or be a finding. */

const root = resolve(__dirname, '../..');
const fixture = join(root, 'tests/fixtures/packed/registry');
const source = readFileSync(join(fixture, 'shop/service-registry.ts'), 'utf8').replace(
  /^import.*\n/,
  'const defineRegistry = (services: any) => services;\n',
);
let home: string;
let folder: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'cadastre-registry-'));
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
  bundle('cli/main.ts', join(home, 'cli.js'));
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

beforeEach(() => {
  folder = mkdtempSync(join(home, 'run-'));
  cpSync(fixture, join(folder, 'registry'), { recursive: true });
  registry('shop', '');
});

/** Puts code before the registry of a product. */
function registry(product: string, code: string, after = ''): void {
  writeFileSync(join(folder, `registry/${product}/service-registry.ts`), `${code}\n${source}\n${after}\n`);
}

function addProduct(name: string): void {
  cpSync(join(folder, 'registry/shop'), join(folder, 'registry', name), { recursive: true });
  for (const file of ['manifest.yaml', 'environments/dev.yaml']) {
    const path = join(folder, 'registry', name, file);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('shop', name));
  }
}

function cadastre(...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [join(home, 'cli.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: HANG_MS,
    killSignal: 'SIGKILL',
  });
}

function filesOf(tree: string): Record<string, string> {
  const paths = readdirSync(join(folder, tree), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, tree, path), 'utf8')]));
}

const spoiling: [string, string][] = [
  ['Object.prototype', "(Object.prototype as any).layer = 'domain'; (Object.prototype as any).code = 'EPIPE';"],
  ['methods of lists', 'Array.prototype.map = function () { return []; };'],
  ['methods of texts', "String.prototype.replace = function () { return ''; };"],
  ['the working directory', "process.chdir('/');"],
  ['JSON', 'JSON.parse = () => ({});'],
  ['the environment', "for (const key of Object.keys(process.env)) delete process.env[key]; process.env.NODE_OPTIONS = '--nonsense';"],
  ['the exit code', 'process.exitCode = 7;'],
  ['global functions', '(globalThis as any).setTimeout = (globalThis as any).Buffer = undefined;'],
];

test.each(spoiling)('a registry that changes %s changes nothing else', (_, code) => {
  addProduct('zoo');
  expect(cadastre('synth', '--out', 'clean').status).toBe(0);
  registry('shop', '', code);
  const { status, stderr } = cadastre('synth', '--out', 'spoilt');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(filesOf('spoilt')).toEqual(filesOf('clean'));
});

test.each([
  ['replaces what writes', 'process.stderr.write = process.stdout.write = (() => true) as any;'],
  ['closes the descriptors', "for (const fd of [1, 2]) require('node:fs').closeSync(fd);"],
  ['replaces the console', 'for (const key of Object.keys(console)) (console as any)[key] = () => undefined;'],
  ['makes every end a good one', "process.on('exit', () => process.reallyExit(0));"],
])('a registry that %s hides no finding', (_, code) => {
  registry('shop', code, '(serviceRegistry as any).orders.nonsense = 1;');
  const { status, stderr } = cadastre('check');
  expect(stderr).toContain('error[unknown-key]');
  expect(status).toBe(1);
});

const endings: [string, string, string, string][] = [
  ['runs without an end', 'for (;;);', 'registry-time', 'not come to an end in 8 s'],
  ['waits without an end', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);', 'registry-time', 'not come to an end in 8 s'],
  ['runs without an end in a getter', 'module.exports = { serviceRegistry: { get orders() { for (;;); } } };', 'registry-time', 'in 8 s'],
  ['takes all memory', 'const all: any[] = []; for (;;) all.push({ all: new Array(1000).fill(0) });', 'registry-memory', '1024 MiB'],
  [
    'gives more than a text holds',
    "let many: any = ['some text']; for (let i = 0; i < 40; i++) many = [many, many]; module.exports = { serviceRegistry: many };",
    'registry-unreadable',
    '100 million characters',
  ],
  ['ends its process for good', 'process.reallyExit(0);', 'registry-unreadable', 'it ends its process with exit code 0'],
  ['kills its process', "process.kill(process.pid, 'SIGKILL');", 'registry-unreadable', 'SIGKILL has ended its process'],
  ...(
    [
      ['an answer without the token', '{value: {}, clean: true}'],
      ['a failure with a wrong path', "{token: 'a', clean: true, failure: {message: 'x', stack: '', path: 5}}"],
      ['a path of nothing', "{failure: {message: 'x', stack: '', path: [{}, null]}}"],
      ['exports that are no list', "{failure: {message: 'x', stack: '', exports: 5}}"],
      ['no failure', '{failure: null, clean: 1}'],
    ] as const
  ).map(([of, answer]): [string, string, string, string] => [
    `writes ${of}`,
    `require('node:fs').writeSync(3, JSON.stringify(${answer}) + '\\n'); for (;;);`,
    'registry-unreadable',
    'a descriptor',
  ]),
  [
    'writes a deep answer',
    "require('node:fs').writeSync(3, '{\"value\":' + '['.repeat(4000) + ']'.repeat(4000) + ',\"clean\":true}\\n'); for (;;);",
    'registry-unreadable',
    'a descriptor',
  ],
  [
    'writes the answer of the next one, too',
    "const line = JSON.stringify({ token: 'a', value: {}, clean: true }) + '\\n'; require('node:fs').writeSync(3, line + line);",
    'registry-unreadable',
    'a descriptor',
  ],
  [
    'has a list without an end',
    "module.exports = { serviceRegistry: { orders: { layer: 'domain', routes: Array.from({ length: 200_000 }, () => 'x') } } };",
    'route-malformed',
    'routes[0]',
  ],
  ['throws a long message', "throw new Error('a:/:'.repeat(2e6));", 'registry-unreadable', 'a:/:a:/:'],
  ['writes what is no answer', "require('node:fs').writeSync(3, 'nonsense\\n');", 'registry-unreadable', 'a descriptor'],
];

test.each(endings)('a registry that %s is one finding, and the other products are read', (_, code, finding, detail) => {
  addProduct('zoo');
  writeFileSync(join(folder, 'registry/zoo/service-registry.ts'), source.replace("label: 'Orders'", "label: 'Orders', nonsense: 1"));
  registry('shop', '', code);
  const { status, stdout, stderr } = cadastre('check', '--registry-timeout', finding === 'registry-time' ? '8' : '60');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(`error[${finding}]`);
  expect(stderr).toContain(detail);
  expect(stderr).toContain('error[unknown-key]');
  expect(stderr).not.toMatch(/FATAL|Last few GCs|\n\s+at /);
  expect(existsSync(join(folder, 'dist'))).toBe(false);
});

test('what a registry imports and never ends is one finding', () => {
  spawnSync('mkfifo', [join(folder, 'registry/shop/pipe.ts')]);
  registry('shop', "import './pipe';");
  const { status, stderr } = cadastre('check', '--registry-timeout', '1');
  expect(stderr).toContain('error[registry-time]');
  expect(status).toBe(1);
});

test('what a registry prints is shown without credentials, and not without an end', () => {
  registry('shop', "console.log('postgres://u:hunter2hunter2@db/x'); for (let i = 0; i < 30_000; i++) console.log('y'.repeat(100));");
  const { status, stdout, stderr } = cadastre('check');
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'checked shop/dev: 2 services, no findings\n' });
  expect(stderr).not.toContain('hunter2');
  expect(stderr.length).toBeLessThan(1_100_000);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)('%s ends the registry too, whatever it does', async (signal) => {
  const pidFile = join(folder, 'pids/pid');
  mkdirSync(join(folder, 'pids'));
  registry('shop', `require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); for (;;);`);
  const started = new Promise<void>((done) => {
    const watcher = watch(join(folder, 'pids'), () => {
      if (!existsSync(pidFile) || readFileSync(pidFile, 'utf8') === '') return;
      watcher.close();
      done();
    });
  });
  const command = spawn(process.execPath, [join(home, 'cli.js'), 'check'], { cwd: folder, stdio: 'ignore', timeout: HANG_MS });
  const ended = new Promise((done) => command.on('exit', (_, how) => done(how)));
  await started;
  command.kill(signal);
  expect(await ended).toBe(signal);
  const pid = Number(readFileSync(pidFile, 'utf8'));
  // It may be a zombie for a moment, until the process that takes over orphans has asked for its end.
  const isOver = (): boolean => !existsSync(`/proc/${pid}`) || /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  while (!isOver()) await new Promise((done) => setImmediate(done));
});

test.each(['0', '-1', '1.5', 'soon', '', '1000000'])('`--registry-timeout %s` is wrong usage', (text) => {
  expect(cadastre('check', '--registry-timeout', text)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('whole number of seconds') as string,
  });
});

test('a value comes back from the child as it was', () => {
  const value = {
    list: [NaN, Infinity, -Infinity, 0.1, null, undefined, true],
    '\u0000key': '\u0000NaN',
    text: 'a\u0000\n\u2028\ud800',
    __proto__: null,
  };
  const own = JSON.parse('{"__proto__": {"polluted": 1}}') as unknown;
  for (const each of [value, own, '\u0000', '\u0000\u0000NaN', [], 'NaN'])
    expect(fromLine(toLine({ token: 'a', value: each, clean: true }))).toEqual({ token: 'a', value: each, clean: true });
});

test('a long message is cut before it is looked through, and shows no credential', () => {
  registry('shop', "throw new Error('postgres://app:Tr0ub4dor3x@db/ '.repeat(1e6) + 'x');");
  const { status, stderr } = cadastre('check');
  expect(status).toBe(1);
  expect(stderr.length).toBeLessThan(20_000);
  expect(stderr).not.toContain('Tr0ub');
});

test('what looks like the end of Node is output as any other', () => {
  registry('shop', "console.error('FATAL ERROR: the list of prices is old');\nconsole.error('behind it');");
  expect(cadastre('check')).toMatchObject({ status: 0, stderr: 'FATAL ERROR: the list of prices is old\nbehind it\n' });
  registry('shop', "require('node:fs').writeSync(2, 'FATAL ERROR: the list of prices is old\\n'); process.abort();");
  const { status, stderr } = cadastre('check');
  expect(status).toBe(1);
  expect(stderr).toContain('error[registry-unreadable]');
  expect(stderr).toContain('SIGABRT has ended its process');
});

const sharing: [string, string, string][] = [
  ['a module of a package', "require('kept').label = 'Changed';", "const { label } = require('kept');"],
  ['a module of Node', "require('node:path').join = () => 'Changed';", "const label = require('node:path').join('Or', '') + 'ders';"],
  [
    'a module that both import',
    "import kept from 'kept'; (kept as any).label = 'Changed';",
    "import kept from 'kept'; const { label } = kept as any;",
  ],
];

test.each(sharing)('a registry that changes %s changes nothing for the next one', (_, change, use) => {
  addProduct('zoo');
  mkdirSync(join(folder, 'node_modules/kept'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/kept/index.js'), "module.exports = { label: 'Orders' };\n");
  const file = join(folder, 'registry/zoo/service-registry.ts');
  writeFileSync(file, `${use}\n${source.replace("label: 'Orders'", 'label')}`);
  const first = cadastre('synth', '--out', 'clean');
  registry('shop', change);
  const { status, stderr } = cadastre('synth', '--out', 'spoilt');
  expect({ first: first.status, status, stderr }).toEqual({ first: 0, status: 0, stderr: '' });
  expect(filesOf('spoilt')).toEqual(filesOf('clean'));
});

test.each(['text', 'github'])('what a registry prints gives no command to a runner or a terminal: %s', (format) => {
  registry(
    'shop',
    String.raw`console.log('first\n  ::stop-commands::abc\n##vso[task.complete]\n\u001b[2J\u001b[8m'); console.error({ DB_PASSWORD: 'Tr0ub4dor3x', user: 'app' });`,
  );
  const { status, stdout, stderr } = cadastre('check', '--format', format);
  expect(status).toBe(0);
  expect(stdout + stderr).not.toMatch(/^\s*::stop|##vso\[|\u001b|Tr0ub/m);
  expect(stderr).toContain('first\n|   ::stop-commands::abc\n');
});
