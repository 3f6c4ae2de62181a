import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installedFolder } from './support/installed-folder';

/**
 * The package as its users get it: packed, installed in an empty folder, beside a registry of their own. `npm install` fetches what the package depends on,
 * so these tests need the npm registry, or a cache of npm that has all of it.
 */

const root = resolve(__dirname, '../..');
const folder = installedFolder();

/** What TypeScript 7.0.2 writes, without its comments. */
const initialized = JSON.stringify({
  compilerOptions: {
    module: 'nodenext',
    target: 'esnext',
    types: [],
    sourceMap: true,
    declaration: true,
    declarationMap: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    strict: true,
    jsx: 'react-jsx',
    verbatimModuleSyntax: true,
    isolatedModules: true,
    noUncheckedSideEffectImports: true,
    moduleDetection: 'force',
    skipLibCheck: true,
  },
});

function run(command: string, args: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
}

const cadastre = (...args: string[]): SpawnSyncReturns<string> => run(join(folder, 'node_modules/.bin/cadastre'), args);
const compile = (): SpawnSyncReturns<string> => run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.']);

test('ships compiled code and no loader for its own', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'node_modules/cadastre/package.json'), 'utf8')) as { dependencies: object };
  expect(Object.keys(manifest.dependencies)).not.toContain('tsx');
  expect(existsSync(join(folder, 'node_modules/cadastre/cli'))).toBe(false);
});

test('the links of its documents lead to files of the package', () => {
  const home = join(folder, 'node_modules/cadastre');
  const pages = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/reference.md', 'docs/errors.md']));
  const dead = pages.flatMap((page) => {
    const text = readFileSync(join(home, page), 'utf8').replace(/^```[^]*?^```/gm, '');
    const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
    return targets
      .filter((target) => !target.includes('://') && !existsSync(join(home, page, '..', target)))
      .map((target) => `${page}: ${target}`);
  });
  expect(dead).toEqual([]);
});

test('synthesizes a registry in TypeScript that imports defineRegistry from the package', () => {
  expect(cadastre('synth')).toMatchObject({ status: 0, stderr: '' });
  expect(readFileSync(join(folder, 'dist/shop/dev/orders.k8s.yaml'), 'utf8')).toContain('image: registry.example.com/shop/orders:1.0.0');
  expect(readFileSync(join(folder, 'dist/shop/dev/orders.k8s.yaml'), 'utf8')).toContain(
    'change the registry and run `npx cadastre synth`.',
  );
  expect(cadastre('synth').stdout).toContain('0 written');
});

test('the files that the guide shows are a product without findings', () => {
  const guide = readFileSync(join(root, 'docs/guides/installed.md'), 'utf8');
  const files = [...guide.matchAll(/^```\w+\n(?:\/\/|#) (registry\/\S+)\n([\s\S]*?)^```$/gm)];
  expect(files).toHaveLength(3);
  for (const [, file = '', text = ''] of files) {
    mkdirSync(join(folder, 'guide', file, '..'), { recursive: true });
    writeFileSync(join(folder, 'guide', file), text);
  }
  expect(cadastre('check', '--registry', 'guide/registry', '--out', 'guide/dist')).toMatchObject({
    status: 0,
    stdout: 'checked shop/dev: 2 services, no findings\n',
    stderr: '',
  });
});

test('the compiler accepts the registry and catches a dependsOn that names no service', () => {
  expect(compile()).toMatchObject({ status: 0, stdout: '' });
  const file = join(folder, 'registry/shop/service-registry.ts');
  const source = readFileSync(file, 'utf8');
  try {
    writeFileSync(file, source.replace("dependsOn: ['catalogue']", "dependsOn: ['catalog']"));
    const { status, stdout } = compile();
    expect({ status, stdout }).toEqual({ status: 2, stdout: expect.stringContaining(`'"catalog"' is not assignable to type`) as string });
    const found = cadastre('check');
    expect(found.status).toBe(1);
    expect(found.stderr).toContain('error[dependency-unknown]');
    expect(found.stderr).toContain('registry/shop/service-registry.ts:13:17');
  } finally {
    writeFileSync(file, source);
  }
});

test('an extension is typed by `extend` of the package, and its constructs are in the tree', () => {
  const file = join(folder, 'registry/shop/extend.ts');
  const source = `import { extend } from 'cadastre';
import { ConfigMap } from 'cdk8s-plus-28';

export default extend(({ chart, blueprint }) => {
  new ConfigMap(chart, 'workloads', { data: { names: blueprint.workloads.map(({ name }) => name).join() } });
});
`;
  try {
    writeFileSync(file, source);
    expect(compile()).toMatchObject({ status: 0, stdout: '' });
    expect(cadastre('synth')).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(folder, 'dist/shop/dev/03-extend.k8s.yaml'), 'utf8')).toContain('name: shop-workloads');
    writeFileSync(file, source.replace('name }', 'nome }'));
    expect(compile().stdout).toContain("Property 'nome' does not exist on type 'Workload'");
  } finally {
    rmSync(file);
  }
});

describe.each([
  [
    'of the guide, in a package of CommonJS',
    {},
    (): string => /```json\n([^]*?)```/.exec(readFileSync(join(root, 'docs/guides/installed.md'), 'utf8'))?.[1] ?? '',
  ],
  ['that TypeScript 7 makes by --init, in a package of modules', { type: 'module' }, (): string => initialized],
])('a tsconfig %s', (_, manifest, tsconfig) => {
  const own = join(folder, 'tsconfig.json');
  const ownManifest = join(folder, 'package.json');
  const before = [own, ownManifest].map((file) => [file, readFileSync(file, 'utf8')] as const);
  afterAll(() => before.forEach(([file, text]) => writeFileSync(file, text)));

  test('accepts a registry', () => {
    writeFileSync(own, tsconfig());
    writeFileSync(ownManifest, JSON.stringify({ ...(JSON.parse(before[1]?.[1] ?? '') as object), ...manifest }));
    expect(run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.', '--noEmit'])).toMatchObject({
      status: 0,
      stdout: '',
    });
  });
});

test('a wrong call of the library is told in one sentence, and not in the source of the package', () => {
  const { status, stderr } = run(process.execPath, ['-e', "require('cadastre/model').compile({})"]);
  expect(status).toBe(1);
  expect(stderr).toContain('TypeError: `compile()` takes a list of products');
  expect(stderr.length).toBeLessThan(2000);
});

describe('the program of the guide', () => {
  const [, program = ''] = /```js\n([^]*?)```/.exec(readFileSync(join(root, 'docs/guides/library.md'), 'utf8')) ?? [];
  const registry = (port: number): string =>
    JSON.stringify({
      catalogue: {
        hostname: 'catalogue',
        port: 4000,
        database: 'catalogue',
        layer: 'domain',
        label: 'Catalogue',
        routes: ['/api/catalogue'],
      },
      orders: { hostname: 'orders', port, layer: 'domain', label: 'Orders', routes: ['/api/orders'] },
    });
  const tree = (): Record<string, string> => {
    const directory = join(folder, 'dist/shop/dev');
    return Object.fromEntries(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
  };
  const typescript = (): string => join(folder, 'registry/shop/service-registry.ts');

  beforeAll(() => {
    writeFileSync(join(folder, 'program.cjs'), program);
    renameSync(typescript(), join(folder, 'kept.ts'));
  });
  afterAll(() => {
    rmSync(join(folder, 'registry/shop/service-registry.json'));
    renameSync(join(folder, 'kept.ts'), typescript());
  });

  test('writes what the command writes', () => {
    writeFileSync(join(folder, 'registry/shop/service-registry.json'), registry(4001));
    rmSync(join(folder, 'dist'), { recursive: true, force: true });
    expect(run(process.execPath, ['program.cjs'])).toMatchObject({ status: 0, stdout: '', stderr: '' });
    const written = tree();
    rmSync(join(folder, 'dist'), { recursive: true });
    expect(cadastre('synth')).toMatchObject({ status: 0, stderr: '' });
    expect(written).toEqual(tree());
  });

  test('finds what the command finds', () => {
    writeFileSync(join(folder, 'registry/shop/service-registry.json'), registry(80));
    const { status, stderr } = run(process.execPath, ['program.cjs']);
    // The command that only checks says that the check passes; the program has written.
    expect({ status, stderr }).toEqual({ status: 0, stderr: cadastre('check').stderr.replace('the check passes', 'dist/ is written') });
    expect(stderr).toContain('[port-privileged]');
  });
});
