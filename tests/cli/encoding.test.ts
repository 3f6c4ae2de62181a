import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cadastre } from '../support/command';
import { edit, shopRegistry, useShopFolder } from '../support/shop-folder';

useShopFolder();

/** Latin-1 for a word with an umlaut. */
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const overlay = 'registry/shop/environments/dev.yaml';

test.each<[string, () => void, string, string]>([
  ['an overlay', () => appendFileSync(overlay, latin('# füür\n')), overlay, ':7:4'],
  ['a product manifest', () => appendFileSync('registry/shop/manifest.yaml', latin('# ü\n')), 'registry/shop/manifest.yaml', ''],
  [
    'an image lock',
    () => writeFileSync('registry/shop/environments/dev.images.yaml', latin('orders: ü\n')),
    'registry/shop/environments/dev.images.yaml',
    ':1:9',
  ],
  [
    'a manifest',
    () => (mkdirSync('registry/shop/manifests'), writeFileSync('registry/shop/manifests/a.yaml', latin('ü: 1\n'))),
    'registry/shop/manifests/a.yaml',
    ':1:1',
  ],
  ['a registry', () => appendFileSync(shopRegistry, latin('\n// ü\n')), shopRegistry, ''],
  [
    'a file that the registry imports',
    () => (
      writeFileSync('registry/shop/labels.ts', latin("\nexport const label = 'Aufträge';\n")),
      edit(shopRegistry, 'const defineRegistry', "import { label } from './labels';\nvoid label;\nconst defineRegistry")
    ),
    'registry/shop/labels.ts',
    ':2:28',
  ],
  [
    'a registry of JSON',
    () => (rmSync(shopRegistry), writeFileSync('registry/shop/service-registry.json', latin('{"orders":"ü"}'))),
    'registry/shop/service-registry.json',
    ':1:12',
  ],
  [
    'an extension',
    () => writeFileSync('registry/shop/extend.ts', latin('// ü\nexport default () => undefined;\n')),
    'registry/shop/extend.ts',
    ':1:4',
  ],
])('%s that is not UTF-8 is refused with its first wrong byte', async (_, change, file, position) => {
  change();
  const { code, err } = await cadastre('synth');
  expect(code).toBe(1);
  expect(err).toMatch(
    new RegExp(`error\\[file-encoding\\]: \`${file}\` is not UTF-8: byte \\d+ belongs to no character\n +--> ${file}${position}`),
  );
});

test('UTF-16 is called by its name', async () => {
  writeFileSync(overlay, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('delivery: kubectl\n', 'utf16le')]));
  expect((await cadastre('check')).err).toContain('is not UTF-8: it begins with the byte order mark of UTF-16');
});

test('a byte order mark of UTF-8 and every character are read as they are', async () => {
  writeFileSync(
    overlay,
    '\ufeff# ü \ufffd 😀\ndevelopment: true\ndelivery: kubectl\nimages: { tag: 1.0.0 }\nsecrets: { provider: development, seed: shop }\npostgres: { provider: in-cluster }\n',
  );
  expect((await cadastre('check')).err).not.toContain('error[file-encoding]');
});
