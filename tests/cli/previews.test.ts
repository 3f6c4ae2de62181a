import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cadastre } from '../support/command';
import { edit, useShopFolder } from '../support/shop-folder';

useShopFolder();

/** Gives the shop a preview beside its environment for development. */
beforeEach(() => {
  const dev = readFileSync('registry/shop/environments/dev.yaml', 'utf8');
  const preview = dev.replace('provider: development, seed: shop', 'provider: existing').replace(/^namespace: .*\n/m, '');
  writeFileSync('registry/shop/environments/preview.yaml', `${preview}preview: {}\n`);
  edit('registry/shop/manifest.yaml', 'environments: [dev]', 'environments: [preview, dev]');
});

test('a run for a number writes a tree of its own, without a development Secret, and touches no other', async () => {
  const { code, err, out } = await cadastre('synth', '-e', 'preview', '--param', 'number=17');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('dist/shop/preview-17: ');
  expect(readdirSync('dist/shop')).toEqual(['preview-17']);
  const files = readdirSync('dist/shop/preview-17');
  expect(files.filter((file) => file.includes('secret'))).toEqual([]);
  expect(readFileSync('dist/shop/preview-17/00-namespace.k8s.yaml', 'utf8')).toContain('name: shop-17\n');
  await cadastre('synth', '-e', 'preview', '--param', 'number=18');
  expect(readdirSync('dist/shop')).toEqual(['preview-17', 'preview-18']);
});

test('a run for everything checks previews for any number, says so, and calls none of their trees left over', async () => {
  await cadastre('synth', '-e', 'preview', '--param', 'number=17');
  const { code, out } = await cadastre('synth');
  expect(code).toBe(0);
  expect(out).toContain('shop/preview: checked for any number; a tree takes one: -e preview --param number=N\n');
  expect(out).not.toContain('no longer in the registry');
  expect(readdirSync('dist/shop').sort()).toEqual(['dev', 'preview-17']);
  expect((await cadastre('check')).code).toBe(0);
  expect((await cadastre('check', '-e', 'preview')).code).toBe(0);
});

test.each([
  ['routes', ['routes']],
  ['explain route', ['explain', 'route', '/api/orders/7']],
  ['explain service', ['explain', 'service', 'orders']],
  ['explain connection', ['explain', 'connection', 'edge', 'orders']],
])('%s is of the preview that a number names', async (_, command) => {
  const { code, out } = await cadastre(...command, '-e', 'preview', '--param', 'number=17', '--format', 'json');
  expect(code).toBe(0);
  const any = await cadastre(...command, '-e', 'preview', '--format', 'json');
  expect(any.code).toBe(0);
  expect(out).not.toContain('9999999');
  expect(out).toBe(any.out.replaceAll('9999999', '17'));
});

test('the Secrets of a preview are those of one number', async () => {
  const { code, err } = await cadastre('secrets', 'check', '-p', 'shop', '-e', 'preview');
  expect(code).toBe(1);
  expect(err).toContain('error[preview-number-missing]');
});

test('a run for a preview without a number is a finding, and writes nothing', async () => {
  const { code, err } = await cadastre('synth', '-e', 'preview');
  expect(code).toBe(1);
  expect(err).toContain('error[preview-number-missing]');
  expect(err).toMatch(/--> registry\/shop\/environments\/preview\.yaml:\d+:\d+: preview/);
  expect(existsSync('dist')).toBe(false);
});

test.each([
  ['of another environment', ['-e', 'dev', '--param', 'number=17'], 'preview-parameter-unused'],
  ['of all environments', ['--param', 'number=17'], 'preview-parameter-unused'],
  ['that is none', ['-e', 'preview', '--param', 'number=main'], 'preview-number-invalid'],
])('a number %s is a finding', async (_, args, finding) => {
  const { code, err } = await cadastre('synth', ...args);
  expect(code).toBe(1);
  expect(err).toContain(`error[${finding}]`);
  expect(existsSync('dist')).toBe(false);
});

test.each([
  ['nummber=17', 'did you mean `number`?'],
  ['number', 'a name and a value'],
  ['number=ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'It is a credential'],
])('%s is no parameter', async (parameter, said) => {
  const { code, err } = await cadastre('synth', '-e', 'preview', '--param', parameter);
  expect(code).toBe(2);
  expect(err).toContain(said);
});

test('a tag of the build may be given for a preview', async () => {
  const { code } = await cadastre('synth', '-e', 'preview', '--param', 'number=17', '--tag', 'pr-17');
  expect(code).toBe(0);
  expect(readFileSync('dist/shop/preview-17/orders.k8s.yaml', 'utf8')).toContain(':pr-17');
});
