import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { cadastre } from '../support/command';
import { edit, useShopFolder } from '../support/shop-folder';

useShopFolder();

const overlay = 'registry/shop/environments/dev.yaml';
const objects = 'dist/argocd/shop/dev';

/** Has Argo CD deliver the shop, with some settings. */
function byArgoCd(settings: string): void {
  const text = readFileSync(overlay, 'utf8').replace(
    /^delivery: .*$/m,
    `delivery: { argocd: { repoURL: https://git.example.com/a.git${settings} } }`,
  );
  writeFileSync(overlay, text.replace('provider: development, seed: shop', 'provider: existing'));
}

const withServices = ', applications: service';

beforeEach(() => byArgoCd(withServices));

test('the objects of Argo CD are written to a folder of their own, and named', async () => {
  const { code, out, err } = await cadastre('synth');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('dist/argocd/shop/dev: 7 files (7 written, 0 unchanged, 0 removed)\n');
  expect(readdirSync(objects)).toEqual([
    '00-argocd-cm.k8s.yaml',
    '00-project.k8s.yaml',
    '01-applications.k8s.yaml',
    '02-routes.k8s.yaml',
    '02-shared.k8s.yaml',
    'catalogue.k8s.yaml',
    'orders.k8s.yaml',
  ]);
  // They carry what is there: each file of the tree is one of exactly one Application.
  const included = readdirSync(objects).flatMap((file) =>
    parseAllDocuments(readFileSync(`${objects}/${file}`, 'utf8')).flatMap((document) => {
      const include = document.getIn(['spec', 'source', 'directory', 'include']) as string | undefined;
      return include === undefined ? [] : include.replace(/^\{|\}$/g, '').split(',');
    }),
  );
  expect(included.sort()).toEqual(readdirSync('dist/shop/dev'));
});

test('the second run changes nothing, and what is no longer wanted goes', async () => {
  await cadastre('synth');
  expect((await cadastre('synth')).out).toContain('dist/argocd/shop/dev: 7 files (0 written, 7 unchanged, 0 removed)\n');
  byArgoCd('');
  expect((await cadastre('synth')).out).toContain('  - orders.k8s.yaml\n');
  expect(readdirSync(objects)).toEqual(['00-argocd-cm.k8s.yaml', '00-project.k8s.yaml', '01-application.k8s.yaml']);
  edit(overlay, /^delivery: .*$/m.exec(readFileSync(overlay, 'utf8'))![0], 'delivery: argocd');
  const { out } = await cadastre('synth');
  expect(out).toContain('dist/argocd/shop/dev: 0 files (0 written, 0 unchanged, 3 removed)\n');
  expect(readdirSync(objects)).toEqual([]);
  // From then on nobody speaks of it.
  expect((await cadastre('synth')).out).not.toContain('dist/argocd');
});

test('a registry with an error changes neither of the two folders', async () => {
  await cadastre('synth');
  const before = readFileSync(`${objects}/00-project.k8s.yaml`, 'utf8');
  byArgoCd(`${withServices}, plugin: sops, targetRevision: main`);
  const { code, err } = await cadastre('synth');
  expect(code).toBe(1);
  expect(err).toContain('error[argocd-plugin-whole]');
  expect(err).toContain('dist/ is unchanged');
  expect(readFileSync(`${objects}/00-project.k8s.yaml`, 'utf8')).toBe(before);
});

test('a folder above that is a symbolic link is refused, and nothing is written', async () => {
  mkdirSync('dist/argocd', { recursive: true });
  mkdirSync('elsewhere');
  symlinkSync('../../elsewhere', 'dist/argocd/shop');
  const { code, err } = await cadastre('synth');
  expect(code).toBe(1);
  expect(err).toContain('dist/argocd/shop is a symbolic link');
  expect(existsSync('dist/shop')).toBe(false);
});

test('a kill between the two leaves each whole, and the next run mends it', async () => {
  await cadastre('synth');
  // As if the tree had been swapped, and the folder beside it had not.
  const old = readFileSync(`${objects}/orders.k8s.yaml`, 'utf8');
  cpSync(objects, 'old', { recursive: true });
  byArgoCd(`${withServices}, targetRevision: main`);
  await cadastre('synth');
  rmSync(objects, { recursive: true });
  cpSync('old', objects, { recursive: true });
  expect(readFileSync(`${objects}/orders.k8s.yaml`, 'utf8')).toBe(old);
  await cadastre('synth');
  expect(readFileSync(`${objects}/orders.k8s.yaml`, 'utf8')).toContain('targetRevision: main');
});

test('objects of an environment that is gone are left, and told', async () => {
  await cadastre('synth');
  cpSync(objects, `${dirname(objects)}/test`, { recursive: true });
  cpSync(objects, 'dist/argocd/other/test', { recursive: true });
  const { out } = await cadastre('synth');
  expect(out).toContain(
    'dist/argocd/shop/test: no longer in the registry, left as it is; remove it with: git rm -r dist/argocd/shop/test\n',
  );
  expect(out).toContain('dist/argocd/other/test: of no product in registry, left as it is\n');
});

test('they are no manifests of before, and not among those on standard output', async () => {
  await cadastre('synth');
  rmSync('dist/shop', { recursive: true });
  expect(await cadastre('check')).toMatchObject({ code: 0, err: '' });
  const { out } = await cadastre('synth', '--stdout');
  expect(out).toContain('kind: Deployment');
  expect(out).not.toContain('apiVersion: argoproj.io');
});
