import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mixed } from '../fixtures/credentials/letters';
import { cadastre } from '../support/command';

const home = process.cwd();
let folder: string;

const password = mixed(14);
const url = `postgres://shop:${password}@db.example.net/shop`;
const token = `ghp_${mixed(36)}`;

const sound: Readonly<Record<string, string>> = {
  'registry/shop/service-registry.ts':
    "export const serviceRegistry = { orders: { hostname: 'orders', port: 4001, layer: 'domain', label: 'Orders', routes: ['/orders'] } };",
  'registry/shop/manifest.yaml': 'name: shop\nlabel: Shop\nservices: [orders]\nimageRegistry: ghcr.io/acme\nenvironments: [dev]\n',
  'registry/shop/environments/dev.yaml':
    'delivery: kubectl\nimages: { tag: 1.0.0 }\nsecrets: { provider: existing }\ningress: { className: traefik, host: shop.localhost }\n',
};
const [registryFile = '', manifestFile = '', overlayFile = ''] = Object.keys(sound);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cadastre-printed-'));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

async function printedBy(changed: Readonly<Record<string, string>>, ...args: string[]): Promise<{ code: number; text: string }> {
  for (const [file, text] of Object.entries({ ...sound, ...changed })) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const { code, out, err } = await cadastre(...args);
  return { code, text: out + err };
}

test('the input is sound without a credential', async () => {
  expect(await printedBy({}, 'check')).toMatchObject({ code: 0 });
});

describe.each([
  ['a URL', url, password],
  ['a token', token, token.slice(4)],
])('%s is printed by no format', (_kind, credential, secret) => {
  const module = (value: string): Record<string, string> => ({ [registryFile]: value });
  const service = (more: string): Record<string, string> =>
    module(
      `export const serviceRegistry = { orders: { hostname: 'orders', port: 4001, layer: 'domain', label: 'Orders', routes: [], ${more} } };`,
    );

  test.each([
    ['a throw of registry code', module(`throw new Error('no login: ${credential}')`)],
    ['a throw of a text', module(`throw '${credential}'`)],
    ['a missing package', module(`require('${credential}')`)],
    ['an import that does not resolve', module(`import './${credential}';`)],
    ['a text where none belongs', module(`export const serviceRegistry = { orders: '${credential}' '${credential}' };`)],
    ['a text that is not closed', module(`export const serviceRegistry = { orders: '${credential} };`)],
    ['a value that is no data', module(`export const serviceRegistry = { '${credential}': () => 1 };`)],
    ['a key that stands twice', module(`export const serviceRegistry = { '${credential}': {}, '${credential}': {} };`)],
    ['a key of env', service(`env: { '${credential}': 'x' }`)],
    ['an unknown key', service(`'${credential}': 'x'`)],
    ['a hostname', service(`hostname: '${credential}'`)],
    ['a label', service(`label: '${credential}'`)],
    ['an alias that leads nowhere', { [manifestFile]: `name: *${credential.replace(/[[\]{},]/g, '')}\n` }],
    ['a tag that nobody knows', { [manifestFile]: `name: !${credential} shop\n` }],
    ['a colon too many', { [manifestFile]: `name: a: ${credential}: b\n` }],
    ['an anchor and a quote', { [overlayFile]: `delivery: &a "${credential}\n` }],
    ['a directive', { [overlayFile]: `%${credential}\n---\ndelivery: kubectl\n` }],
    ['an escape', { [overlayFile]: `delivery: "\\q${credential}"\n` }],
    ['a key that stands twice in YAML', { [overlayFile]: `"${credential}": 1\n"${credential}": 2\n` }],
    ['a name of the product', { [manifestFile]: sound[manifestFile]!.replace('name: shop', `name: "${credential}"`) }],
    ['a host', { [overlayFile]: sound[overlayFile]!.replace('shop.localhost', `"${credential}"`) }],
    [
      'a carried object',
      { 'registry/shop/manifests/a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, labels: { "${credential}": x } }\n` },
    ],
    ['a file of an unknown name', { 'registry/shop/environments/x.yaml': `a: ${credential}\n` }],
  ])('%s', async (_what, changed) => {
    for (const format of ['text', 'json', 'github']) {
      const { text } = await printedBy(changed, 'check', '--format', format);
      expect(text).not.toBe('');
      expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    }
  });

  test.each([
    ['a folder', ['check', '--registry', credential]],
    ['an option', ['check', `--${credential}`]],
    ['an argument', ['check', credential]],
    ['a command', [credential]],
    ['a product', ['check', '--product', credential]],
    ['an environment', ['synth', '--environment', credential]],
    ['a format', ['check', '--format', credential]],
    ['a tag', ['image', 'set', '-p', 'shop', '-e', 'dev', `orders=${credential}`]],
    ['a service', ['image', 'set', '-p', 'shop', '-e', 'dev', `${credential}=1.0.0`]],
    ['a product of an image', ['image', 'set', '-p', credential, '-e', 'dev', 'orders=1.0.0']],
  ])('%s of the command line', async (_what, args) => {
    const { code, text } = await printedBy({}, ...args);
    expect(code).not.toBe(0);
    expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
  });
});

test('words of a parser are not printed, as they quote the file', async () => {
  const { text } = await printedBy({ [registryFile]: 'export const serviceRegistry = { orders: correct horse };' }, 'check');
  expect(text).toContain('registry-unreadable');
  expect(text).not.toContain('horse');
});
