import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadContentFiles } from '../../cli/load-content-files';
import { loadProducts } from '../../cli/load-products';
import { renderTrees } from '../../cli/synthesize';
import { createLocator } from '../../diagnostics';
import { compile, type Compiled } from '../../model';
import { wordingOf } from '../support/wording';

let folder: string;
let product: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cadastre-files-'));
  product = join(folder, 'bare');
  write({ 'manifest.yaml': 'name: bare\nlabel: Bare\nservices: [plain]\nimageRegistry: ghcr.io/acme\nenvironments: [prod]\n' });
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Readonly<Record<string, string | Buffer>>, root = product): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
}

async function compileWith(files: object, overlay = ''): Promise<Compiled> {
  const registry = { plain: { hostname: 'plain', port: 4000, layer: 'domain', label: 'Plain', routes: [], files } };
  write({
    'service-registry.json': JSON.stringify(registry, undefined, 2),
    'environments/prod.yaml': `delivery: argocd\nimages: { tag: "1" }\nsecrets: { provider: existing }\n${overlay}`,
  });
  return compile(await loadProducts({ registry: folder }));
}

test('files of the folder are read byte by byte, those of the overlay too', async () => {
  write({ 'config/a.yaml': 'a: 1\r\nb: ü\n', 'logo.bin': Buffer.from([0, 255, 1]), 'prod.txt': 'prod\n' });
  const { platforms, diagnostics } = await compileWith(
    { '/etc/a.yaml': { from: './config/a.yaml' }, '/etc/logo': { from: 'logo.bin' }, '/etc/c': { text: 'c' } },
    'services: { plain: { files: { /etc/c: { from: ./config/../prod.txt } } } }\n',
  );
  expect(diagnostics).toEqual([]);
  expect(platforms[0]?.platform.services[0]?.files).toEqual([
    { path: '/etc/a.yaml', from: 'config/a.yaml', content: { text: 'a: 1\r\nb: ü\n' }, bytes: 12 },
    { path: '/etc/c', from: 'prod.txt', content: { text: 'prod\n' }, bytes: 5 },
    { path: '/etc/logo', from: 'logo.bin', content: { base64: 'AP8B' }, bytes: 3 },
  ]);
  expect(renderTrees(platforms, 'dist')[0]?.files.map(({ path }) => path)).toEqual([
    '00-namespace.k8s.yaml',
    'plain.k8s.yaml',
    'zz-default-deny.k8s.yaml',
  ]);
});

test('a file that is not there is found at its line, with the one that was meant', async () => {
  write({ 'config/app.yaml': 'a: 1\n' });
  const { diagnostics } = await compileWith({ '/etc/a.yaml': { from: './config/ap.yaml' } });
  expect(diagnostics.map((finding) => [finding.code, wordingOf(finding).help])).toEqual([
    ['file-unknown', 'did you mean `config/app.yaml`?'],
  ]);
  const place = createLocator(() => JSON.stringify({}))(diagnostics[0]!.at);
  expect(place).toBeDefined();
  expect(diagnostics[0]?.at.path).toEqual(['plain', 'files', '/etc/a.yaml', 'from']);
});

test('neither a symbolic link nor a folder above leads out of the folder of the product', () => {
  write({ 'secret.txt': 'outside\n', 'other/more.txt': 'outside\n' }, folder);
  write({ 'inside.txt': 'inside\n' });
  symlinkSync(join(folder, 'secret.txt'), join(product, 'link.txt'));
  symlinkSync(join(folder, 'other'), join(product, 'other'));
  symlinkSync(join(folder, 'nothing'), join(product, 'broken.txt'));
  symlinkSync(join(product, 'inside.txt'), join(product, 'fine.txt'));
  const paths = ['broken.txt', 'fine.txt', 'link.txt', 'other/more.txt', 'other/none.txt'];
  expect(loadContentFiles(product, paths)).toEqual([
    { path: 'broken.txt', problem: 'outside' },
    { path: 'fine.txt', content: { text: 'inside\n' } },
    { path: 'link.txt', problem: 'outside' },
    { path: 'other/more.txt', problem: 'outside' },
  ]);
});

test('a folder is told from a file, and what is too large is not read', () => {
  write({ 'config/a': 'a', 'large.bin': Buffer.alloc(2 ** 20 + 1) });
  expect(loadContentFiles(product, ['config', 'large.bin'])).toEqual([
    { path: 'config', problem: 'folder' },
    { path: 'large.bin', bytes: 2 ** 20 + 1 },
  ]);
});

test('what another encoding than UTF-8 would change is no text', () => {
  write({ 'a.txt': Buffer.from([0xe4, 0x0a]), 'b.txt': '\ufeffb\n', 'c.txt': 'c\u0000' });
  expect(loadContentFiles(product, ['a.txt', 'b.txt', 'c.txt']).map(({ content }) => Object.keys(content!))).toEqual([
    ['base64'],
    ['base64'],
    ['base64'],
  ]);
});
