import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadProducts } from '../../cli/load-products';
import { renderTrees, streamTrees } from '../../cli/synthesize';
import { createLocator } from '../../diagnostics';
import { compile, type Compiled } from '../../model';
import { secretValue } from '../fixtures/rules';
import { wordingOf } from '../support/wording';

const registry = { plain: { hostname: 'plain', port: 4000, layer: 'domain', label: 'Plain', routes: [] } };
const overlay = 'delivery: argocd\nimages: { tag: "1" }\nsecrets: { provider: existing }\n';
const configMap = (name: string, more = ''): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n${more}`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cadastre-manifests-'));
  write({
    'manifest.yaml': 'name: bare\nlabel: Bare\nservices: [plain]\nimageRegistry: ghcr.io/acme\nenvironments: [staging, prod]\n',
    'service-registry.json': JSON.stringify(registry),
    'environments/staging.yaml': overlay,
    'environments/prod.yaml': overlay,
  });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  jest.restoreAllMocks();
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'bare', name)), { recursive: true });
    writeFileSync(join(folder, 'bare', name), text);
  }
}

async function compileFolder(): Promise<Compiled> {
  return compile(await loadProducts({ registry: folder }));
}

test('objects of every environment and of one are carried into the tree, and onto the stream', async () => {
  write({
    'manifests/more.yaml': `---\n${configMap('one')}---\n${configMap('two')}---\n`,
    'manifests/README.md': 'not read',
    'environments/staging.manifests/more.yml': configMap('three'),
    'environments/prod.manifests/more.yml': configMap('three', 'data: { a: b }\n'),
  });
  const { platforms, diagnostics } = await compileFolder();
  expect(diagnostics).toEqual([]);
  const trees = renderTrees(platforms, 'dist');
  for (const { files } of trees) {
    expect(files.map(({ path }) => path)).toEqual([
      '00-namespace.k8s.yaml',
      '02-more.k8s.yaml',
      'plain.k8s.yaml',
      'zz-default-deny.k8s.yaml',
    ]);
    expect(files[1]?.text.match(/^ {2}name: .*$/gm)).toEqual(['  name: one', '  name: three', '  name: two']);
  }
  let stream = '';
  streamTrees(trees, (text) => (stream += text));
  expect(stream).toContain('name: two');
});

test('an object that only one of two environments has is a finding, unless one of them is for development', async () => {
  write({ 'environments/staging.manifests/more.yaml': configMap('three') });
  const { diagnostics } = await compileFolder();
  expect(diagnostics.map(({ code, at }) => [code, at.file])).toEqual([
    ['environment-parity', join(folder, 'bare/environments/staging.manifests/more.yaml')],
  ]);
  write({ 'environments/staging.yaml': `development: true\n${overlay}` });
  expect((await compileFolder()).diagnostics).toEqual([]);
});

test('a finding leads to its line, also in a later document', async () => {
  write({ 'manifests/more.yaml': `${configMap('one')}---\n${configMap('two')}data:\n  URL: postgresql://app:${secretValue}@db/app\n` });
  const { diagnostics } = await compileFolder();
  expect(diagnostics.map(({ code, at }) => [code, createLocator(() => readText('manifests/more.yaml'))(at)])).toEqual([
    ['manifest-credential', { line: 9, column: 8 }],
  ]);
});

function readText(name: string): string {
  return readFileSync(join(folder, 'bare', name), 'utf8');
}

test.each([
  ['no YAML', `kind: Secret\nstringData: {value: "${secretValue}" "${secretValue}"}\n`, 'malformed here'],
  ['a key said twice', `kind: ConfigMap\ndata:\n  value: ${secretValue}\n  value: ${secretValue}\n`, 'stands twice'],
  ['an alias that leads nowhere', `kind: *${secretValue}\n`, 'aliases lead nowhere'],
  ['a Helm template', `{{- if .Values.enabled }}\nkind: ConfigMap\n{{- end }}\n`, 'this is not YAML'],
  ['a collection for a key', `kind: { [${secretValue}, b]: 3 }\n`, 'a key that is no text'],
  ['a plain Secret', `apiVersion: v1\nkind: Secret\nmetadata: { name: token }\nstringData: { value: ${secretValue} }\n`, '`value`'],
])('%s is a finding that shows no value', async (_, text, says) => {
  write({ 'manifests/more.yaml': text });
  const warned = jest.spyOn(process, 'emitWarning').mockReturnValue();
  const { diagnostics } = await compileFolder();
  expect(diagnostics.map(({ severity, at }) => [severity, at.file])).toEqual([['error', join(folder, 'bare/manifests/more.yaml')]]);
  expect(warned).not.toHaveBeenCalled();
  const wording = wordingOf(diagnostics[0]!).text;
  expect(wording).toContain(says);
  expect(JSON.stringify(diagnostics) + wording).not.toContain(secretValue);
});

test('what is no file, and what leads out of the folder of the product, is a finding', async () => {
  writeFileSync(join(folder, 'outside.yaml'), configMap('outside'));
  write({ 'manifests/d.yaml/e.yaml': '', 'kept/one.yaml': configMap('one') });
  symlinkSync('../../outside.yaml', join(folder, 'bare/manifests/a.yaml'));
  symlinkSync('nowhere.yaml', join(folder, 'bare/manifests/b.yaml'));
  symlinkSync('../kept/one.yaml', join(folder, 'bare/manifests/c.yaml'));
  const { diagnostics } = await compileFolder();
  expect(diagnostics.map(({ code, at }) => [code, at.file.slice(at.file.lastIndexOf('/') + 1)])).toEqual([
    ['file-outside', 'a.yaml'],
    ['file-unreadable', 'b.yaml'],
    ['manifest-unreadable', 'd.yaml'],
  ]);
});
