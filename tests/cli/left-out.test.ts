import { cpSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { cadastre } from '../support/command';
import { edit, useShopFolder } from '../support/shop-folder';

useShopFolder();

const other = 'registry/other';
const tree = 'dist/other/dev';

/** A second product beside the shop, and the trees of both. */
beforeEach(async () => {
  cpSync('registry/shop', other, { recursive: true });
  edit(`${other}/manifest.yaml`, 'name: shop', 'name: other');
  edit(`${other}/environments/dev.yaml`, 'host: shop.localhost', 'host: other.localhost');
  expect((await cadastre('synth')).code).toBe(0);
});

describe('a product is not left out without a word', () => {
  test('because its folder is a symbolic link', async () => {
    renameSync(other, 'elsewhere');
    symlinkSync('../elsewhere', other);
    const { code, out } = await cadastre('synth');
    expect(code).toBe(0);
    expect(out).toContain(`${tree}: `);
    expect(out).not.toContain('git rm');
  });

  test.each<[string, () => void, string, string]>([
    [
      'its folder is a link that leads nowhere',
      () => (rmSync(other, { recursive: true }), symlinkSync('../gone', other)),
      'file-unreadable',
      other,
    ],
    ['its folder is a link to itself', () => (rmSync(other, { recursive: true }), symlinkSync('other', other)), 'file-unreadable', other],
    [
      'its manifest is called manifest.yml',
      () => renameSync(`${other}/manifest.yaml`, `${other}/manifest.yml`),
      'file-extension',
      `${other}/manifest.yml`,
    ],
    ['its manifest is a link that leads nowhere', () => relink(`${other}/manifest.yaml`), 'file-unreadable', `${other}/manifest.yaml`],
    [
      'its registry is a link that leads nowhere',
      () => relink(`${other}/service-registry.ts`),
      'file-unreadable',
      `${other}/service-registry.ts`,
    ],
    ['its manifest is a pipe', () => pipe(`${other}/manifest.yaml`), 'file-unreadable', `${other}/manifest.yaml`],
    ['its manifest is not there', () => rmSync(`${other}/manifest.yaml`), 'file-missing', `${other}/manifest.yaml`],
  ])('because %s', async (_, change, code, file) => {
    for (const alone of [false, true]) {
      if (alone && existsSync(`${other}/service-registry.ts`)) rmSync(`${other}/service-registry.ts`, { force: true });
      if (!alone) change();
      const { code: exit, out, err } = await cadastre('synth');
      expect({ exit, out }).toEqual({ exit: 1, out: '' });
      expect(err).toMatch(new RegExp(`error\\[${code}\\]: .*\\n +--> ${file}`));
    }
  });

  test('and neither is a part of one that is a link that leads nowhere', async () => {
    edit(`${other}/environments/dev.yaml`, 'provider: development, seed: shop', 'provider: sops');
    const parts = ['environments/dev.images.yaml', 'environments/dev.manifests', 'environments/dev.secrets', 'extend.ts', 'manifests'];
    for (const part of parts) symlinkSync('gone', `${other}/${part}`);
    const { code, err } = await cadastre('check');
    expect(code).toBe(1);
    for (const part of parts) expect(err).toContain(`\`${other}/${part}\` is a symbolic link that leads nowhere`);
    rmSync(`${other}/environments/dev.secrets`);
    mkdirSync(`${other}/environments/dev.secrets`);
    symlinkSync('gone', `${other}/environments/dev.secrets/admin.yaml`);
    expect((await cadastre('check')).err).toContain('dev.secrets/admin.yaml` is a symbolic link that leads nowhere');
  });

  test('because it is a folder deeper', async () => {
    mkdirSync('registry/team');
    renameSync(other, 'registry/team/other');
    const { code, out, err } = await cadastre('synth');
    expect(code).toBe(0);
    expect(err).toContain('warning[product-unread]: nothing reads the product in `registry/team/other`');
    expect(out).not.toContain('git rm');
    rmSync('registry/shop', { recursive: true });
    expect(await cadastre('check')).toMatchObject({ code: 2, err: expect.stringContaining('`registry/team/other`') as string });
  });

  test('because the folder above is taken for a product', async () => {
    for (const name of ['manifest.yaml', 'service-registry.ts', 'environments'])
      cpSync(`registry/shop/${name}`, `registry/${name}`, { recursive: true });
    rmSync('registry/shop', { recursive: true });
    const { code, out, err } = await cadastre('synth');
    expect(code).toBe(0);
    expect(err).toContain('warning[product-unread]: nothing reads the product in `registry/other`');
    expect(out).not.toContain('git rm');
  });
});

test('links that lead in a circle or to what is no product are passed over', async () => {
  symlinkSync('.', 'registry/again');
  symlinkSync('..', 'registry/above');
  symlinkSync('../gone', 'registry/.#lock');
  mkdirSync('registry/notes');
  writeFileSync('registry/notes/README.md', '');
  writeFileSync('notes.md', '');
  symlinkSync('../notes.md', 'registry/notes.md');
  const { code, out, err } = await cadastre('synth');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(`${tree}: `);
});

test('a product that two links name is told once', async () => {
  symlinkSync('other', 'registry/same');
  expect((await cadastre('check')).err).toContain('error[product-name-duplicate]');
});

describe('a tree that nothing writes', () => {
  test('of an environment that its product no longer has may be removed', async () => {
    mkdirSync('dist/other/test', { recursive: true });
    writeFileSync('dist/other/test/a.k8s.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n');
    expect((await cadastre('synth')).out).toContain(
      'dist/other/test: no longer in the registry, left as it is; remove it with: git rm -r dist/other/test\n',
    );
  });

  test('of a product that another registry may have is named without advice', async () => {
    rmSync(other, { recursive: true });
    const { out } = await cadastre('synth');
    expect(out).toContain(`${tree}: of no product in registry, left as it is\n`);
    expect(out).not.toContain('git rm');
  });
});

function relink(path: string): void {
  rmSync(path);
  symlinkSync('gone', path);
}

function pipe(path: string): void {
  rmSync(path);
  expect(spawnSync('mkfifo', [path]).status).toBe(0);
}
