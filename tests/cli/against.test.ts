import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cadastre } from '../support/command';
import { edit, shopRegistry, useShopFolder } from '../support/shop-folder';

/** The manifests of before: where they are found, and what is said of them. */

const registryFile = shopRegistry;
const devFile = 'registry/shop/environments/dev.yaml';
const manifestFile = 'registry/shop/manifest.yaml';

const production = `delivery: argocd
images: { tag: 1.0.0 }
secrets: { provider: existing }
postgres: { provider: external, host: db.example.com, maxConnections: 200, tls: { mode: verify-full } }
ingress: { className: nginx, host: shop.example.com, tls: { secretName: shop-tls } }
network: { hosts: { db.example.com: [10.0.0.0/24] } }
`;

useShopFolder();

beforeEach(() => {
  edit(manifestFile, '[dev]', '[dev, prod]');
  writeFileSync('registry/shop/environments/prod.yaml', production);
  writeFileSync('.gitignore', '*.secret.k8s.yaml\n');
});

function git(...args: string[]): string {
  return execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main', ...args], {
    encoding: 'utf8',
  });
}

function commitAll(): void {
  git('add', '-A');
  git('commit', '-q', '-m', 'applied');
}

/** Writes the manifests and commits them. */
async function apply(): Promise<void> {
  expect((await cadastre('synth')).code).toBe(0);
  git('init', '-q');
  commitAll();
}

const renamed = (): void => edit(registryFile, "database: 'orders'", "database: 'orders_new'");

/** The codes of findings, with the severity. */
async function codes(...args: string[]): Promise<string[]> {
  const { out } = await cadastre(...args, '--format', 'json');
  return (JSON.parse(out) as { severity: string; code: string; accepted?: object }[])
    .filter(({ code }) => code.startsWith('upgrade-') || code.startsWith('change-'))
    .map(({ severity, code, accepted }) => (accepted === undefined ? `${severity} ${code}` : `accepted ${code}`));
}

// In prod an error, and in dev a warning: one finding for both.
const both = ['error upgrade-database'];

describe('the manifests of before', () => {
  test('are those of HEAD: a synthesis that would lose data writes nothing', async () => {
    await apply();
    renamed();
    const { code, err } = await cadastre('synth');
    expect(err).toContain('`orders` moves from the database `orders` to `orders_new`');
    expect(err).toContain('dist/ is unchanged');
    expect(code).toBe(1);
    expect(git('status', '--porcelain', 'dist')).toBe('');
  });

  test('are those of HEAD, also where the folder on disk is emptied, changed or taken away', async () => {
    await apply();
    renamed();
    rmSync('dist/shop/prod', { recursive: true });
    expect(await codes('check')).toEqual(both);
    rmSync('dist', { recursive: true });
    expect(await codes('check')).toEqual(both);
    mkdirSync('dist');
    expect(await codes('synth')).toEqual(both);
  });

  test('are those on disk, where git knows none', async () => {
    await cadastre('synth');
    renamed();
    expect(await codes('check')).toEqual(both);
    git('init', '-q');
    expect(await codes('check')).toEqual(both);
    writeFileSync('.gitignore', 'dist\n');
    commitAll();
    expect(await codes('check')).toEqual(both);
    rmSync('dist', { recursive: true });
    expect(await codes('check')).toEqual([]);
  });

  test('are found by their folder, also from another one, and in a hook of git', async () => {
    await apply();
    renamed();
    mkdirSync('elsewhere');
    process.chdir('elsewhere');
    process.env['GIT_DIR'] = '.git';
    try {
      expect(await codes('check', '--registry', '../registry', '--out', '../dist')).toEqual(both);
    } finally {
      delete process.env['GIT_DIR'];
    }
  });

  test('are those of another commit', async () => {
    await apply();
    renamed();
    git('branch', 'applied');
    commitAll();
    edit(
      manifestFile,
      'services: [catalogue, orders]',
      "services: [catalogue, orders]\nchanges: [{ allow: upgrade-database, object: Job/orders-db-init, until: '2999-01-01' }]",
    );
    expect((await cadastre('synth')).code).toBe(0);
    commitAll();
    expect(await codes('check', '--all')).toEqual([]);
    expect(await codes('check', '--all', '--against-ref', 'applied')).toEqual(['accepted upgrade-database']);
  });

  test('are those in another folder', async () => {
    await cadastre('synth');
    renameSync('dist', 'applied');
    renamed();
    expect(await codes('check')).toEqual([]);
    expect(await codes('check', '--against-dir', 'applied')).toEqual(both);
  });

  test.each([
    [['--against-ref=nowhere'], 'git knows no commit `nowhere`'],
    [['--against-ref=--all'], 'git knows no commit `--all`'],
    [['--against-dir=nowhere'], 'no folder `nowhere`'],
    [['--against-dir=dist', '--against-ref=HEAD'], 'leave one of them away'],
  ])('that are asked for by %j have to be there', async (args, says) => {
    await apply();
    const { code, err } = await cadastre('check', ...args);
    expect(err).toContain(says);
    expect(code).toBe(2);
  });

  test('without development Secrets: a file of them on disk is never read', async () => {
    await cadastre('synth');
    writeFileSync('dist/shop/dev/01-development.secret.k8s.yaml', '{ no: [yaml');
    renamed();
    expect(await codes('check')).toEqual(both);
  });

  test('that are no YAML are told, and the others are compared', async () => {
    await cadastre('synth');
    writeFileSync('dist/shop/prod/broken.k8s.yaml', 'a: [');
    renamed();
    expect(await codes('check')).toEqual(['error upgrade-before-unreadable', ...both]);
    expect((await cadastre('check')).err).toContain('--> dist/shop/prod/broken.k8s.yaml');
  });

  test.each([
    ['a text', 'hunter2\n'],
    ['a list', '- hunter2\n'],
    ['an object without a name', 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {}\n'],
    ['a claim whose name none can have', 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: hunter2 x }\n'],
  ])('that hold %s are told as that, and as no loss', async (_what, text) => {
    await cadastre('synth');
    writeFileSync('dist/shop/prod/odd.k8s.yaml', `# A comment.\n---\n${text}---\n`);
    expect(await codes('check')).toEqual(['error upgrade-before-unreadable']);
    expect((await cadastre('check')).err).not.toContain('hunter2');
  });

  test('of which git lacks the content are told', async () => {
    await apply();
    const id = git('rev-parse', 'HEAD:dist/shop/prod/orders.k8s.yaml').trim();
    renamed();
    rmSync(join('.git/objects', id.slice(0, 2), id.slice(2)), { force: true });
    const { code, err } = await cadastre('check');
    expect(err).toContain('error[upgrade-before-unreadable]');
    expect(err).toContain('`dist/shop/prod/orders.k8s.yaml` of before');
    expect(err).toContain('--> dist/shop/prod/orders.k8s.yaml');
    expect(code).toBe(1);
  });

  test('that cannot be read are accepted where that is said', async () => {
    await cadastre('synth');
    writeFileSync('dist/shop/prod/broken.k8s.yaml', 'a: [');
    edit(
      manifestFile,
      'services: [catalogue, orders]',
      'services: [catalogue, orders]\nallow: [{ code: upgrade-before-unreadable, at: dist/shop/prod/broken.k8s.yaml, reason: never applied }]',
    );
    expect(await codes('check', '--all')).toEqual(['accepted upgrade-before-unreadable']);
  });

  test('a finding in several environments is one, and names them', async () => {
    await apply();
    renamed();
    const { err } = await cadastre('check');
    expect(err.match(/\[upgrade-database\]/g)).toHaveLength(1);
    expect(err).toContain('error[upgrade-database]');
    expect(err).toContain('for the environment of registry/shop/environments/dev.yaml');
    expect(err).toContain('for the environment of registry/shop/environments/prod.yaml');
    expect((await cadastre('check', '-e', 'dev')).err).toContain('warning[upgrade-database]');
  });
});

describe('a tree of before that no platform has', () => {
  const tree = 'upgrade-tree-left';
  const accept = (object: string): void =>
    writeFileSync(
      manifestFile,
      `${readFileSync(manifestFile, 'utf8')}changes: [{ allow: ${tree}, object: ${object}, until: '2999-12-31' }]\n`,
    );

  test('is an error for an environment that is gone, and says what stays', async () => {
    await apply();
    edit(manifestFile, '[dev, prod]', '[dev]');
    const { code, err } = await cadastre('check');
    expect(err).toContain(
      'error[upgrade-tree-left]: `dist/shop/prod` keeps data, and the product `shop` has no environment `prod` any more',
    );
    expect(err).toMatch(/--> registry\/shop\/manifest\.yaml:\d+:\d+: environments/);
    expect(err).toContain('these databases stay: `catalogue on db.example.com:5432` and `orders on db.example.com:5432`');
    expect(code).toBe(1);
    rmSync('dist/shop/prod', { recursive: true });
    expect(await codes('synth')).toEqual([`error ${tree}`]);
    expect(await codes('check', '-e', 'dev')).toEqual([]);
    accept('Tree/shop.prod');
    expect(await codes('check', '--all')).toEqual([`accepted ${tree}`]);
    expect((await cadastre('synth')).code).toBe(0);
  });

  test('is an error for a product with another name, and a warning for its development', async () => {
    await apply();
    edit(manifestFile, 'name: shop', 'name: store');
    expect(await codes('check')).toEqual([`error ${tree}`, `warning ${tree}`]);
    const { err } = await cadastre('check');
    expect(err).toContain('no product is called `shop` any more');
    expect(err).toContain('these volumes stay: `PersistentVolumeClaim/data-postgres-0`');
    expect(err).toContain('keep `name: shop`');
    expect(err).toMatch(/--> registry\/shop\/manifest\.yaml:1:\d+: name/);
  });

  test('is a warning where two products are gone and one came: they may be of another registry', async () => {
    await apply();
    cpSync('dist/shop/prod', 'dist/other/prod', { recursive: true });
    edit(manifestFile, 'name: shop', 'name: store');
    const found = await codes('check');
    expect(new Set(found)).toEqual(new Set([`warning ${tree}`]));
    expect(found).toHaveLength(3);
    expect((await cadastre('check')).code).toBe(0);
  });

  test('is a warning for a product that another registry may have, and none without data', async () => {
    await apply();
    cpSync('dist/shop/prod', 'dist/other/prod', { recursive: true });
    expect(await codes('check')).toEqual([`warning ${tree}`]);
    for (const name of readdirSync('dist/other/prod')) if (name !== '00-namespace.k8s.yaml') rmSync(join('dist/other/prod', name));
    expect(await codes('check')).toEqual([]);
  });
});

test.each([
  ['--against-dir', 'no manifests in `empty`'],
  ['--against-ref', 'has no manifests in `dist`'],
])('%s without manifests of any product is wrong usage', async (option, says) => {
  await apply();
  mkdirSync('empty');
  const commit = git('commit-tree', '-m', 'empty', git('hash-object', '-t', 'tree', '-w', '/dev/null').trim()).trim();
  const { code, err } = await cadastre('check', option, option === '--against-dir' ? 'empty' : commit);
  expect(err).toContain(says);
  expect(code).toBe(2);
});

describe('a change that is accepted', () => {
  const accept = (until: string, object = 'Job/orders-db-init'): void =>
    writeFileSync(
      manifestFile,
      `${readFileSync(manifestFile, 'utf8')}changes:\n  - { allow: upgrade-database, object: ${object}, until: '${until}' }\n`,
    );

  test('is written, and shown by check --all alone', async () => {
    await apply();
    renamed();
    accept('2999-12-31');
    expect(await codes('check')).toEqual([]);
    expect(await codes('check', '--all')).toEqual(['accepted upgrade-database']);
    expect((await cadastre('synth')).code).toBe(0);
    commitAll();
    expect(await codes('check', '--all')).toEqual([]);
  });

  test('is that of one object', async () => {
    await apply();
    renamed();
    accept('2999-12-31', 'Job/catalogue-db-init');
    expect(await codes('check')).toEqual(both);
  });

  test('counts again after its day, and can go when it is made', async () => {
    await apply();
    renamed();
    accept('2020-01-31');
    expect(await codes('check')).toEqual(['warning change-expired', ...both]);
    edit(registryFile, "'orders_new'", "'orders'");
    expect(await codes('check')).toEqual(['warning change-over']);
  });
});

test('a finding of development alone is a warning, and the manifests are written', async () => {
  await apply();
  edit(devFile, 'provider: in-cluster', 'provider: in-cluster, storage: 9Gi');
  const { code, err } = await cadastre('synth');
  expect(err).toContain('warning[upgrade-volume]');
  expect(code).toBe(0);
});

test.each([
  ['an alias without an anchor', 'metadata: {name: *hunter2}\n'],
  ['a text that the parser would quote', 'password: |hunter2\n'],
  [
    'nested aliases',
    `a: &a [1]\n${[...'bcdefgh'].map((to, at) => `${to}: &${to} [${Array(9).fill(`*${'abcdefg'[at]}`).join(',')}]\n`).join('')}`,
  ],
])('a file of before with %s is one warning in our words', async (_what, text) => {
  await apply();
  rmSync('.git', { recursive: true, force: true });
  writeFileSync('dist/shop/dev/zz.k8s.yaml', `${text}---\n${text}`);
  const { code, err } = await cadastre('check');
  expect(code).toBe(0);
  expect(err.match(/upgrade-before-unreadable/g)).toHaveLength(1);
  expect(err).not.toContain('hunter2');
});

test('links to folders in a tree of before are not followed', async () => {
  await apply();
  rmSync('.git', { recursive: true, force: true });
  for (const name of ['one', 'two']) symlinkSync('..', join('dist/shop/dev', name));
  expect((await cadastre('check')).code).toBe(0);
});
