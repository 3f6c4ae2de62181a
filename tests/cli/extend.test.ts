import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundle } from '../support/bundle';
import { HANG_MS } from '../support/hang';

/** The extension of a product, run by the command as a process of its own, which has another copy of cdk8s than the extension. */

const root = resolve(__dirname, '../..');
let home: string;
let folder: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'cadastre-extend-'));
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
  bundle('cli/main.ts', join(home, 'cli.js'));
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

beforeEach(() => {
  folder = mkdtempSync(join(home, 'run-'));
  cpSync(join(root, 'tests/fixtures/packed/registry'), join(folder, 'registry'), { recursive: true });
  const registryFile = join(folder, 'registry/shop/service-registry.ts');
  const registry = readFileSync(registryFile, 'utf8').replace(/^import.*\n/, 'const defineRegistry = (services: any) => services;\n');
  writeFileSync(registryFile, registry);
});

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command on a product with an extension. */
function cadastre(extension: string, ...args: string[]): Ran {
  writeFileSync(join(folder, 'registry/shop/extend.ts'), extension);
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(home, 'cli.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
    timeout: HANG_MS,
  });
  return { status, stdout, stderr };
}

const imports = "import { ApiObject, type Chart } from 'cdk8s';\nimport * as kplus from 'cdk8s-plus-28';\n\n";

const settings = `${imports}interface Context { readonly chart: Chart; readonly blueprint: { readonly workloads: readonly { readonly name: string }[] } }

export default ({ chart, blueprint }: Context): void => {
  console.log('extending');
  new kplus.ConfigMap(chart, 'workloads', { data: { names: blueprint.workloads.map(({ name }) => name).join() } });
};
`;

test('what an extension makes is in the tree and on the stream, and what it prints is not', () => {
  expect(cadastre(settings, 'synth')).toMatchObject({ status: 0 });
  const written = readFileSync(join(folder, 'dist/shop/dev/03-extend.k8s.yaml'), 'utf8');
  expect(written).toContain('name: shop-workloads\n  namespace: shop\n');
  expect(written).toMatch(/^ {2}names: .*catalogue.*orders/m);
  const { stdout, stderr } = cadastre(settings, 'synth', '--stdout');
  expect(stdout).toContain('name: shop-workloads');
  expect(stdout).not.toContain('extending');
  expect(stderr).toContain('extending');
  expect(cadastre(settings, 'synth').stdout).toContain('0 written');
});

test.each(['check', 'synth'])('`%s` says the line of a throw, also of one in another file, and no stack', (command) => {
  writeFileSync(join(folder, 'registry/shop/helper.ts'), "export function fail(): never {\n  throw new Error('not like this');\n}\n");
  const { status, stderr } = cadastre("import { fail } from './helper';\n\nexport const extend = (): void => {\n  fail();\n};\n", command);
  expect(status).toBe(1);
  expect(stderr).toContain('error[extend-failed]: the extension fails: not like this\n  --> registry/shop/helper.ts:2:9\n');
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('a finding about an object leads to the line that makes it, in another copy of cdk8s', () => {
  const extension = `${imports}export const extend = ({ chart }: { chart: Chart }): void => {
  new ApiObject(chart, 'first', { apiVersion: 'v1', kind: 'ConfigMap' });
  new kplus.Deployment(chart, 'cache', { containers: [{ image: 'registry.example.com/cache:1' }] });
};
`;
  const { status, stderr } = cadastre(extension, 'check');
  expect(status).toBe(1);
  expect(stderr).toContain('error[manifest-pod-unrestricted]');
  expect(new Set(stderr.match(/extend\.ts:\d+:\d+/g))).toEqual(new Set(['extend.ts:6:3']));
});

test.each([
  ['ends the process', 'process.exit(0)', 'it calls `process.exit()`'],
  ['throws no error', "throw 'just a text'", 'just a text'],
  [
    'makes an object of a name that is taken',
    "new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'orders' } })",
    'is there already',
  ],
  [
    'uses one id twice',
    "for (const _ of [1, 2]) new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'ConfigMap' })",
    "There is already a Construct with name 'x'",
  ],
  [
    'makes a random name',
    "new ApiObject(chart, 'x' + Math.random(), { apiVersion: 'v1', kind: 'ConfigMap' })",
    'is not the same when it is made again',
  ],
  ['shows a password', "throw new Error('no answer of postgresql://app:h5kd8s9f@db/app')", 'the extension fails'],
])('one that %s is a finding', (_, code, says) => {
  const { status, stdout, stderr } = cadastre(
    `${imports}export default ({ chart }: { chart: Chart }): void => {\n  ${code};\n};\n`,
    'check',
  );
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(says);
  expect(stderr).toMatch(code.startsWith("throw '") ? /extend\.ts:4:16/ : /extend\.ts:5:\d/);
  expect(stderr).not.toContain('h5kd8s9f');
});

test('cannot change what Cadastre makes', () => {
  const before = (): string => readFileSync(join(folder, 'dist/shop/dev/orders.k8s.yaml'), 'utf8');
  expect(cadastre('export default (): void => {};\n', 'synth')).toMatchObject({ status: 0 });
  const tree = before();
  const changing = (code: string): Ran => cadastre(`export default ({ platform, blueprint }: any): void => {\n  ${code};\n};\n`, 'synth');
  // Code that is not strict is not told.
  changing("platform.services[0].name = 'other'; blueprint.workloads[0].name = 'other'");
  expect(before()).toBe(tree);
  const { status, stderr } = changing('blueprint.workloads[0].pod.containers.pop()');
  expect(status).toBe(1);
  expect(stderr).toContain('error[extend-failed]');
});

test('is not run while the registry has errors', () => {
  const manifest = join(folder, 'registry/shop/manifest.yaml');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('orders]', 'order]'));
  const { stderr } = cadastre("export default () => { throw new Error('not now'); };\n", 'check');
  expect(stderr).toContain('order');
  expect(stderr).not.toContain('not now');
});

/** A registry with an error, so that a run that hides it is seen. */
function withFinding(): void {
  const file = join(folder, 'registry/shop/environments/dev.yaml');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nnonsense: true\n`);
}

const nothing = 'export default (): void => undefined;\n';

const hiding: readonly (readonly [of: string, code: string])[] = [
  ['the method that writes', 'process.stderr.write = process.stdout.write = (() => true) as never;'],
  [
    'what writes below it',
    'for (const stream of [process.stderr, process.stdout] as any[]) stream._write = stream._writev = () => undefined;',
  ],
  ['the end', 'process.exit = (process as any).reallyExit = () => undefined;'],
];

test.each(hiding)('an extension that replaces %s hides no finding', (_, code) => {
  withFinding();
  const { status, stderr, stdout } = cadastre(`${code}\n${nothing}`, 'check');
  expect(status).toBe(1);
  if (!code.includes('_write')) expect(stdout + stderr).toContain('nonsense');
});

test.each(['process.reallyExit(0)', 'process.exit(0)'])('an extension that calls `%s` is a finding', (call) => {
  const now = cadastre(`(${call.replace('process', '(process as any)')});\n${nothing}`, 'check');
  expect(now).toMatchObject({ status: 1, stderr: expect.stringContaining('error[extend-failed]') as string });
  const later = cadastre(`setImmediate(() => setImmediate(() => ${call.replace('process', '(process as any)')}));\n${nothing}`, 'check');
  expect(later).toMatchObject({ status: 1, stderr: expect.stringContaining('has ended the process') as string });
});

test.each(['', 'export default (): void => process.chdir("/");', 'setTimeout(() => process.chdir("/"), 1);'])(
  'an extension that changes the working directory writes nowhere else: %s',
  (code) => {
    const start = code.startsWith('export') ? code : `process.chdir('/');\n${code}\n${nothing}`;
    expect(cadastre(start, 'synth')).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(folder, 'dist/shop/dev/00-namespace.k8s.yaml'), 'utf8')).toContain('name: shop');
  },
);

test.each([
  ['while it is read', (code: string) => `${code}\n${nothing}`],
  ['while it runs', (code: string) => `export default (): void => { ${code} };\n`],
  ['later', (code: string) => `setImmediate(() => { ${code} });\n${nothing}`],
])('what an extension prints %s shows no credential and gives no command to a runner', (_, around) => {
  const code =
    "console.log({ user: 'app', password: 'Tr0ub4dor3x' }); console.error('postgres://app:Tr0ub4dor3x@db/x'); process.stderr.write('::error::x\\n##vso[task.complete]\\u001b[2J\\n');";
  for (const format of ['text', 'json', 'github']) {
    const { status, stdout, stderr } = cadastre(around(code), 'check', '--format', format);
    expect(status).toBe(0);
    expect(stdout + stderr).not.toMatch(/Tr0ub|^\s*::error::x|##vso\[|\u001b/m);
    expect(stderr).toContain("user: 'app'");
  }
});
