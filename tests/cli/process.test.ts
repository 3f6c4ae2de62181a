import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundle } from '../support/bundle';
import { HANG_MS } from '../support/hang';

/** The command as a process of its own: its exit, its pipes, and what code of a registry can do to them. */

const root = resolve(__dirname, '../..');
const registrySource = readFileSync(join(root, 'tests/fixtures/packed/registry/shop/service-registry.ts'), 'utf8').replace(
  /^import.*\n/,
  'const defineRegistry = (services: any) => services;\n',
);
let home: string;
let folder: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'cadastre-process-'));
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
  for (const [name, entry] of [
    ['cli', 'cli/main.ts'],
    ['cdk8s', 'main.ts'],
  ] as const) {
    bundle(entry, join(home, `${name}.js`));
  }
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

beforeEach(() => {
  folder = mkdtempSync(join(home, 'run-'));
  cpSync(join(root, 'tests/fixtures/packed/registry'), join(folder, 'registry'), { recursive: true });
  registry(registrySource);
});

const registryFile = 'registry/shop/service-registry.ts';

function registry(source: string): void {
  writeFileSync(join(folder, registryFile), source);
}

interface Ran {
  /** Null when it had to be killed. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(command: string, args: readonly string[], env: Record<string, string> = {}): Ran {
  const { NO_COLOR: _no, FORCE_COLOR: _force, CADASTRE_DEBUG: _debug, ...rest } = process.env;
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...rest, ...env },
    timeout: HANG_MS,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

const cadastre = (...args: string[]): Ran => start(process.execPath, [join(home, 'cli.js'), ...args]);
const cdk8sApp = (env: Record<string, string>): Ran => start(process.execPath, [join(home, 'cdk8s.js')], env);

/** Runs a line of shell in which `$cadastre` is the command; the exit code is that of the command. */
const shell = (line: string): Ran => start('bash', ['-c', `cadastre() { ${process.execPath} ${join(home, 'cli.js')} "$@"; }; ${line}`]);

/** Many services: more output than a pipe holds. */
const manyServices = registrySource.replace(
  /\}\);\s*$/,
  `...Object.fromEntries(Array.from({ length: 120 }, (_, i) => ['s' + (100 + i), { hostname: 's' + (100 + i), port: 5000 + i, layer: 'domain', label: 'S', routes: ["/api/s" + (100 + i)] }])) });\n`,
);

function large(): void {
  registry(manyServices);
  const manifest = join(folder, 'registry/shop/manifest.yaml');
  const names = Array.from({ length: 120 }, (_, index) => `s${100 + index}`);
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('orders]', `orders, ${names.join(', ')}]`));
}

describe('a reader that stops reading', () => {
  beforeEach(large);

  test('ends `synth --stdout` quietly', () => {
    const { stdout, stderr } = shell(
      'cadastre synth --stdout | head -1 | wc -l | tr -d " "; cadastre synth --stdout | head -1 >/dev/null; echo "exit ${PIPESTATUS[0]}"',
    );
    expect({ stdout, stderr }).toEqual({ stdout: '1\nexit 0\n', stderr: '' });
  });

  test('is no reason to say that findings are none', () => {
    registry(manyServices.replace("label: 'S'", "label: 'S', nonsense: 1"));
    const { stdout, stderr } = shell(
      'cadastre check --format json | head -1; echo "exit ${PIPESTATUS[0]}"; cadastre check 2>&1 >/dev/null | head -1 | cut -c 1-6; echo "exit ${PIPESTATUS[0]}"',
    );
    expect({ stdout, stderr }).toEqual({ stdout: '[\nexit 1\nerror[\nexit 1\n', stderr: '' });
  });

  test('gets all of it when it is only slow', () => {
    const { stdout } = shell('cadastre synth --stdout | (sleep 1; cat) | wc -c; cadastre synth --stdout > all; wc -c < all');
    const [slow, file] = stdout.trim().split(/\s+/).map(Number);
    expect(slow).toBeGreaterThan(100_000);
    expect(slow).toBe(file);
  });

  test('a disk that is full is told', () => {
    if (!existsSync('/dev/full')) return;
    const { status, stderr } = shell('cadastre synth --stdout > /dev/full');
    expect(status).toBe(1);
    expect(stderr).toBe('error: no space is left on the disk\n');
  });
});

test('a file that cannot grow leaves no folder behind', () => {
  const { status, stderr } = shell('ulimit -f 1; cadastre synth');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^error: EFBIG[^\n]*\n$/);
  expect(existsSync(join(folder, 'dist'))).toBe(false);
});

test.each([
  ['alone', ''],
  ['with standard output', '> /dev/full'],
])('standard error that cannot be written, %s, is no reason to go on for ever', (_, stdout) => {
  if (!existsSync('/dev/full')) return;
  registry(registrySource.replace("label: 'Orders'", "label: 'Orders', nonsense: 1"));
  expect(shell(`cadastre check ${stdout} 2> /dev/full`).status).toBe(1);
  expect(shell(`cadastre check --nonsense ${stdout} 2> /dev/full`).status).toBe(2);
});

test('what cannot be made does not hang', () => {
  if (!existsSync('/proc')) return;
  const { status, stdout, stderr } = cadastre('synth', '--out', '/proc/x');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^error: [^\n]*\/proc\/x[^\n]*\n$/);
});

describe('a registry that', () => {
  const findings: [string, string, string][] = [
    ['ends the process', 'process.exit();', '`process.exit()`'],
    ['ends the process with a code', 'process.exit(0);', '`process.exit()`'],
    ['ends the process and would not hear of it', 'try { process.exit(0); } catch {}', '`process.exit()`'],
    ['ends the process a moment later', 'Promise.resolve().then(() => process.exit(0));', '`process.exit()`'],
    [
      'ends the process when it is read',
      'module.exports = { serviceRegistry: { get orders() { process.exit(0); } } };',
      '`process.exit()`',
    ],
    ['leaves a rejection', "Promise.reject(new Error('no database'));", 'no database'],
    ['leaves a rejection with nothing', 'Promise.reject(null);', 'null'],
    ['throws a moment later', "process.nextTick(() => { throw new Error('too late'); });", 'too late'],
    ['throws null', 'throw null;', '`null`'],
  ];

  test.each(findings)('%s is a finding', (_, code, detail) => {
    registry(`${registrySource}\n${code}\n`);
    const { status, stdout, stderr } = cadastre('synth');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('error[registry-unreadable]');
    expect(stderr).toContain(detail);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test('does so is told apart from the others', () => {
    cpSync(join(folder, 'registry/shop'), join(folder, 'registry/zoo'), { recursive: true });
    writeFileSync(join(folder, 'registry/zoo/service-registry.ts'), `${registrySource}\nPromise.reject(new Error('no database'));\n`);
    const { status, stderr } = cadastre('check', '--format', 'text');
    expect(status).toBe(1);
    expect(stderr.match(/registry-unreadable/g)).toHaveLength(1);
    expect(stderr).toContain('--> registry/zoo/service-registry.ts');
  });

  test.each([
    ['throws', "throw new Error('too late')"],
    ['rejects', "Promise.reject(new Error('too late'))"],
    ['ends the process', 'process.exit(0)'],
  ])('%s after it has given its value does so nowhere', (_, code) => {
    cpSync(join(folder, 'registry/shop'), join(folder, 'registry/zoo'), { recursive: true });
    for (const file of ['manifest.yaml', 'environments/dev.yaml']) {
      const path = join(folder, 'registry/zoo', file);
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('shop', 'zoo'));
    }
    registry(`${registrySource}\nsetTimeout(() => { ${code} }, 0);\n`);
    writeFileSync(
      join(folder, 'registry/zoo/service-registry.ts'),
      `${registrySource}\nfor (const end = Date.now() + 20; Date.now() < end;);\n`,
    );
    const { status, stderr } = cadastre('check');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('leaves a timer and a server behind does not keep the command', () => {
    registry(`${registrySource}\nsetInterval(() => {}, 1000);\nrequire('node:net').createServer().listen(0);\n`);
    expect(cadastre('check')).toEqual({ status: 0, stdout: 'checked shop/dev: 2 services, no findings\n', stderr: '' });
  });

  test('sets the exit code does not set it', () => {
    registry(`${registrySource}\nprocess.exitCode = 3;\n`);
    expect(cadastre('check').status).toBe(0);
  });

  test('prints does so on standard error, and the manifests stay YAML', () => {
    registry(
      `console.log('log');\nconsole.info('info');\nprocess.stdout.write('written\\n');\nPromise.resolve().then(() => console.log('later'));\n${registrySource}`,
    );
    const { status, stdout, stderr } = cadastre('synth', '--stdout');
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'log\ninfo\nwritten\nlater\n' });
    expect(stdout).toMatch(/^apiVersion: v1\n/m);
    expect(stdout).not.toMatch(/^(log|info|written|later)$/m);
    registry(`console.log('log');\nthrow new Error('gone');\n${registrySource}`);
    expect(cadastre('check', '--format', 'json').stdout).toMatch(/^\[\n/);
  });
});

describe('the app that `cdk8s synth` runs', () => {
  test('writes to the folder it is given', () => {
    expect(cdk8sApp({ CDK8S_OUTDIR: 'given' })).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(join(folder, 'given/shop/dev/orders.k8s.yaml'))).toBe(true);
  });

  test('from its source, tells that the folder was emptied when a finding stops it', () => {
    registry(registrySource.replace("dependsOn: ['catalogue']", "dependsOn: ['catalog']"));
    for (const name of [
      'cli',
      'constructs',
      'diagnostics',
      'formats',
      'imports',
      'model',
      'plan',
      'output',
      'reports',
      'registry/schema',
      'main.ts',
      'tsconfig.json',
      'package.json',
    ]) {
      cpSync(join(root, name), join(folder, name), { recursive: true });
    }
    mkdirSync(join(folder, 'given'));
    const { status, stdout, stderr } = start(process.execPath, ['--require', 'tsx/cjs', 'main.ts'], { CDK8S_OUTDIR: 'given' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('error[dependency-unknown]');
    expect(stderr).toContain('errors; `cdk8s synth` had emptied given/ before it ran this: `git restore given` brings it back\n');
  });

  test('tells a defect or a blocked folder in a line', () => {
    writeFileSync(join(folder, 'given'), '');
    const { status, stderr } = cdk8sApp({ CDK8S_OUTDIR: 'given' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: [^\n]*given[^\n]*\n$/);
    expect(cdk8sApp({ CDK8S_OUTDIR: '' })).toMatchObject({ status: 2, stderr: expect.stringMatching(/^error: [^\n]+\n$/) as string });
  });

  test('ends quietly, however long the registry’s timers run', async () => {
    registry(`${registrySource}\nsetInterval(() => {}, 1000);\n`);
    const child = spawn(process.execPath, [join(home, 'cdk8s.js')], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: HANG_MS,
      killSignal: 'SIGKILL',
    });
    child.stdout.destroy();
    expect(await new Promise((done) => child.on('exit', done))).toBe(0);
  });
});
