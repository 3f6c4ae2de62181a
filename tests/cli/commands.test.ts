import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { cadastre } from '../support/command';
import { edit, shopRegistry, useShopFolder } from '../support/shop-folder';

const fixture = resolve(__dirname, '../fixtures/packed/registry');
useShopFolder();

const registryFile = shopRegistry;
const overlayFile = 'registry/shop/environments/dev.yaml';

describe('synth', () => {
  test('writes, tells how much, and writes nothing the second time', async () => {
    expect(await cadastre('synth')).toEqual({
      code: 0,
      err: '',
      out: expect.stringMatching(/^dist\/shop\/dev: \d+ files \(\d+ written, 0 unchanged, 0 removed\)\n$/) as string,
    });
    expect((await cadastre('synth')).out).toMatch(/\(0 written, \d+ unchanged, 0 removed\)/);
  });

  test('names the files that changed', async () => {
    await cadastre('synth');
    edit(registryFile, 'port: 4001', 'port: 4009');
    expect((await cadastre('synth')).out).toBe('dist/shop/dev: 10 files (1 written, 9 unchanged, 0 removed)\n  ~ orders.k8s.yaml\n');
  });

  test('a new service adds its own file and touches the route table alone', async () => {
    await cadastre('synth');
    edit(
      registryFile,
      '  orders: {',
      "  stock: { hostname: 'stock', port: 4002, layer: 'domain', label: 'Stock', routes: ['/api/stock'] },\n  orders: {",
    );
    edit('registry/shop/manifest.yaml', '[catalogue, orders]', '[catalogue, orders, stock]');
    expect((await cadastre('synth')).out).toContain('  ~ routes.k8s.yaml\n  ~ stock.k8s.yaml\n');
  });

  test('changes nothing when one platform has an error', async () => {
    await cadastre('synth');
    const before = readdirSync('dist/shop/dev').map((file) => [file, statSync(join('dist/shop/dev', file)).mtimeMs]);
    edit(registryFile, "routes: ['/api/orders']", "routes: ['/api/catalogue']");
    const { code, out, err } = await cadastre('synth');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('error[route-conflict]');
    expect(err).toContain(`--> ${registryFile}:11:14: orders.routes[0]`);
    expect(err.trimEnd()).toMatch(/dist\/ is unchanged$/);
    expect(readdirSync('dist/shop/dev').map((file) => [file, statSync(join('dist/shop/dev', file)).mtimeMs])).toEqual(before);
  });

  test('names the tree of an environment that is gone, and leaves it', async () => {
    cpSync(overlayFile, 'registry/shop/environments/test.yaml');
    edit('registry/shop/manifest.yaml', '[dev]', '[dev, test]');
    await cadastre('synth');
    edit('registry/shop/manifest.yaml', '[dev, test]', '[dev]');
    const { code, err } = await cadastre('synth');
    expect({ code, found: err.includes('error[upgrade-tree-left]') }).toEqual({ code: 1, found: true });
    const manifest = 'registry/shop/manifest.yaml';
    writeFileSync(
      manifest,
      `${readFileSync(manifest, 'utf8')}changes: [{ allow: upgrade-tree-left, object: Tree/shop.test, until: '2999-01-01' }]\n`,
    );
    expect((await cadastre('synth')).out).toMatch(
      /dist\/shop\/test: no longer in the registry, left as it is; these stay when it is removed: PersistentVolumeClaim\/data-postgres-0.*the database orders on postgres:5432; remove it with: git rm -r dist\/shop\/test\n/,
    );
    expect((await cadastre('synth', '-e', 'dev')).out).not.toContain('no longer in the registry');
    expect(existsSync('dist/shop/test/orders.k8s.yaml')).toBe(true);
  });

  test('--stdout prints every object and writes nothing', async () => {
    const { code, out } = await cadastre('synth', '--stdout');
    expect(code).toBe(0);
    const kinds = parseAllDocuments(out).map((document) => (document.toJS() as { kind: string }).kind);
    expect(kinds.filter((kind) => kind === 'Deployment')).toHaveLength(2);
    expect(kinds[0]).toBe('Namespace');
    expect(existsSync('dist')).toBe(false);
  });

  test('--registry may be the folder of one product, and --out anywhere', async () => {
    expect((await cadastre('synth', '--registry', 'registry/shop', '--out', 'elsewhere/out')).code).toBe(0);
    expect(existsSync('elsewhere/out/shop/dev/orders.k8s.yaml')).toBe(true);
  });

  test('development Secrets are for their owner’s eyes', async () => {
    await cadastre('synth');
    expect(statSync('dist/shop/dev/01-development.secret.k8s.yaml').mode & 0o777).toBe(0o600);
  });
});

describe('check', () => {
  test('says what it checked', async () => {
    expect(await cadastre('check')).toEqual({ code: 0, err: '', out: 'checked shop/dev: 2 services, no findings\n' });
    expect(existsSync('dist')).toBe(false);
  });

  test('reports findings of all files at once', async () => {
    edit(registryFile, "dependsOn: ['catalogue']", "dependsOn: ['catalog']");
    edit(overlayFile, 'host: shop.localhost', 'host: Shop_localhost');
    edit('registry/shop/manifest.yaml', '[catalogue, orders]', '[catalogue, orders, stocks]');
    const { code, err } = await cadastre('check');
    expect(code).toBe(1);
    for (const finding of ['dependency-unknown', 'ingress-host-invalid', 'product-service-unknown'])
      expect(err).toContain(`error[${finding}]`);
    expect(err).toContain('did you mean `catalogue`?');
  });

  test('finds an unknown key with its line and a suggestion', async () => {
    edit(overlayFile, 'development: true', 'developement: true');
    const { err } = await cadastre('check');
    expect(err).toContain('error[unknown-key]');
    expect(err).toContain(`${overlayFile}:1:1`);
    expect(err).toContain('`development`');
  });

  test.each([
    ['YAML that does not parse', overlayFile, 'delivery: kubectl', 'delivery: [kubectl', 'invalid-yaml'],
    ['TypeScript that does not parse', registryFile, 'port: 4000', 'port: : 4000', 'registry-unreadable'],
    ['TypeScript that throws', registryFile, 'port: 4000', 'port: (() => { throw new Error("no port today"); })()', 'registry-unreadable'],
    ['a wrong type', registryFile, 'port: 4000', "port: '4000'", 'invalid-value'],
    ['a missing field', registryFile, "layer: 'domain', ", '', 'missing-field'],
    ['an alias that leads nowhere', overlayFile, 'seed: shop', 'seed: *shop', 'invalid-yaml'],
    ['a file that is only a scalar', overlayFile, readFileSync(join(fixture, 'shop/environments/dev.yaml'), 'utf8'), '42', 'invalid-value'],
  ])('%s is a finding, not a stack trace', async (_, file, from, to, code) => {
    edit(file, from, to);
    const { code: exit, err } = await cadastre('check');
    expect(exit).toBe(1);
    expect(err).toContain(`error[${code}]`);
    expect(err).toContain(file);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('a missing overlay is a finding', async () => {
    rmSync(overlayFile);
    const { err } = await cadastre('check');
    expect(err).toMatch(/error\[file-missing\].*\n +--> registry\/shop\/manifest\.yaml:\d+:16: environments\[0\]/);
  });

  test('a finding names the file that a value stands in', async () => {
    cpSync(registryFile, 'registry/shop/all.ts');
    writeFileSync(registryFile, "export * from './all';\n");
    edit('registry/shop/all.ts', "dependsOn: ['catalogue']", "dependsOn: ['catalog']");
    const place = `registry/shop/all.ts:${readFileSync('registry/shop/all.ts', 'utf8').split("dependsOn: ['catalog']")[0]!.split('\n').length}:`;
    expect((await cadastre('check')).err).toContain(`--> ${place}`);
    expect((await cadastre('check', '--format', 'github')).out).toContain('file=registry/shop/all.ts,');
    expect((await cadastre('check', '--format', 'json')).out).toContain('"file": "registry/shop/all.ts"');
  });

  test('a secret is named and never shown', async () => {
    edit(registryFile, "CATALOGUE_URL: 'http://catalogue:4000'", "CATALOGUE_URL: 'http://catalogue:4000', API_TOKEN: 'hunter2-hunter2'");
    for (const format of ['text', 'json', 'github']) {
      const { out, err } = await cadastre('check', '--format', format);
      expect(out + err).toContain('API_TOKEN');
      expect(out + err).not.toContain('hunter2');
    }
  });

  test('--format json gives records', async () => {
    edit(registryFile, "dependsOn: ['catalogue']", "dependsOn: ['catalog']");
    const { out } = await cadastre('check', '--format', 'json');
    const records = JSON.parse(out) as { code: string }[];
    expect(records).toContainEqual(
      expect.objectContaining({ code: 'dependency-unknown', severity: 'error', file: registryFile, line: 13 }),
    );
  });
});

describe('wrong usage is one line and exit code 2', () => {
  test.each([
    [['synth', '--product', 'shopp'], 'did you mean `shop`?'],
    [['synth', '--environment', 'prod'], 'no product has an environment `prod`'],
    [['synth', '--registry', 'nowhere'], 'there is no folder `nowhere`'],
    [
      ['synth', '--registry', 'registry/shop/environments'],
      'no product in `registry/shop/environments`: a product is a folder with a `manifest.yaml`',
    ],
    [['synth', '--registry', 'regstry'], 'there is no folder `regstry`; did you mean `registry`?'],
    [['check', '--format', 'xml'], "argument 'xml' is invalid"],
    [['synht'], "unknown command 'synht'"],
    [['check', '--nope'], "unknown option '--nope'"],
  ])('%j', async (args, message) => {
    const { code, err } = await cadastre(...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test('--help and --version are no errors', async () => {
    expect(await cadastre('--help')).toMatchObject({ code: 0, err: '' });
    expect(await cadastre('--version')).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string });
  });
});

test.each([
  ['another folder', '../elsewhere'],
  ['another product', 'orders'],
  ['nothing', '../nothing'],
])('the folder of a product that is a link to %s is refused', async (_, target) => {
  mkdirSync('dist/orders', { recursive: true });
  mkdirSync('elsewhere');
  symlinkSync(target, 'dist/shop');
  const { code, out, err } = await cadastre('synth');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^error: dist\/shop is a symbolic link[^\n]*\n$/);
  expect([readdirSync('elsewhere'), readdirSync('dist/orders'), existsSync('nothing')]).toEqual([[], [], false]);
});

test.each([['\u001b[2J\n::error::x'], ['check', '--\u001b[2J\n::error::x'], ['check', '--format', '\u001b[2J\n::error::x']])(
  'a wrong word of the command line is shown without escapes: %j %j',
  async (...args) => {
    const { code, err } = await cadastre(...args);
    expect(code).toBe(2);
    expect(err).toContain(String.raw`\u001b`);
    expect(err).not.toMatch(/\u001b|^\s*::/m);
  },
);

test('an output that cannot be written is told in a line', async () => {
  writeFileSync('blocked', '');
  const { code, err } = await cadastre('synth', '--out', 'blocked');
  expect(code).toBe(1);
  expect(err).toMatch(/^error: .*blocked/);
  expect(err).not.toMatch(/\n\s+at /);
});

test('names that would leave the output folder are refused before anything is written', async () => {
  edit('registry/shop/manifest.yaml', 'name: shop', 'name: ../../escape');
  const { code, err } = await cadastre('synth');
  expect(code).toBe(1);
  expect(err).toContain('error[product-name-invalid]');
  edit('registry/shop/manifest.yaml', 'name: ../../escape', 'name: shop');
  edit('registry/shop/manifest.yaml', '[dev]', '[../../../escape]');
  expect((await cadastre('synth')).code).toBe(1);
});
