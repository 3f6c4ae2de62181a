import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { loadProducts } from '../../cli/load-products';
import { renderTrees, streamTrees, writeTrees } from '../../cli/synthesize';
import { compile, type Compiled } from '../../model';
import { secretValue } from '../fixtures/rules';
import { sealedSecret, sopsSecret } from '../fixtures/secret-files';
import { wordingOf } from '../support/wording';

const registry = {
  plain: {
    hostname: 'plain',
    port: 4000,
    layer: 'domain',
    label: 'Plain',
    routes: [],
    secrets: { TOKEN: { secret: 'token', key: 'value' } },
  },
};
const overlay = (provider: string): string => `delivery: argocd\nimages: { tag: "1" }\nsecrets: { provider: ${provider} }\n`;
const sops = `# kept\n${stringify(sopsSecret('token', ['value'], 'bare'), { indent: 4 })}\n\n`;
const sealed = `---\n${stringify(sealedSecret('token', ['value'], 'bare'))}`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cadastre-secret-files-'));
  mkdirSync(join(folder, 'bare/environments/prod.secrets'), { recursive: true });
  writeFileSync(
    join(folder, 'bare/manifest.yaml'),
    'name: bare\nlabel: Bare\nservices: [plain]\nimageRegistry: ghcr.io/acme\nenvironments: [prod]\n',
  );
  writeFileSync(join(folder, 'bare/service-registry.json'), JSON.stringify(registry));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  jest.restoreAllMocks();
});

function write(provider: string, files: Readonly<Record<string, string | Buffer>>): void {
  writeFileSync(join(folder, 'bare/environments/prod.yaml'), overlay(provider));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'bare/environments/prod.secrets', name), text);
}

async function compileFolder(): Promise<Compiled> {
  return compile(await loadProducts({ registry: folder }));
}

test('a file of sops is written byte by byte, once, and taken away when it is gone', async () => {
  write('sops', { 'a.yaml': sops, 'README.md': 'not read', '.sops.yaml': 'creation_rules: [{ age: age1 }]' });
  const out = join(folder, 'dist');
  const compiled = await compileFolder();
  expect(compiled.diagnostics).toEqual([]);
  const trees = renderTrees(compiled.platforms, out);
  writeTrees(trees);
  const tree = join(out, 'bare/prod');
  expect(readdirSync(tree)).toEqual(['00-namespace.k8s.yaml', 'plain.k8s.yaml', 'token.k8s.yaml.sops', 'zz-default-deny.k8s.yaml']);
  expect(readFileSync(join(tree, 'token.k8s.yaml.sops'), 'utf8')).toBe(sops);
  expect(writeTrees(trees)[0]?.summary).toMatchObject({ written: [], removed: [] });

  let stream = '';
  streamTrees(trees, (text) => (stream += text));
  expect(stream).not.toContain('sops');

  write('existing', {});
  writeTrees(renderTrees((await compileFolder()).platforms, out));
  expect(readdirSync(tree)).toEqual(['00-namespace.k8s.yaml', 'plain.k8s.yaml', 'zz-default-deny.k8s.yaml']);
});

test('a SealedSecret goes to the file of the one service that reads it', async () => {
  write('sealed-secrets', { 'token.yml': sealed });
  const { platforms, diagnostics } = await compileFolder();
  expect(diagnostics).toEqual([]);
  const [tree] = renderTrees(platforms, 'dist');
  expect(tree?.files.map(({ path }) => path)).toEqual(['00-namespace.k8s.yaml', 'plain.k8s.yaml', 'zz-default-deny.k8s.yaml']);
  expect(tree?.files[1]?.text).toContain('kind: SealedSecret');
});

test.each(['sealed-secrets', 'sops'])(
  'a comment that says a value is a finding with %s, and any other comment is not',
  async (provider) => {
    const file = provider === 'sops' ? sops : sealed;
    const harmless =
      '# the password: see the vault\n# token = ENC[x]\n# rotate the password monthly\n#ENC[AES256_GCM,data:x,type:comment]\n';
    write(provider, { 'token.yaml': `${file}${harmless}` });
    expect((await compileFolder()).diagnostics).toEqual([]);
    for (const comment of [`password: ${secretValue}`, `  db_password = "${secretValue}"`, `postgresql://app:${secretValue}@db/x`]) {
      write(provider, { 'token.yaml': `${file}#${comment}\n` });
      const { diagnostics } = await compileFolder();
      expect(diagnostics.map(({ code }) => code)).toEqual(['secret-file-plain']);
      expect(wordingOf(diagnostics[0]!).text).not.toContain(secretValue);
    }
  },
);

test('a link to a device is not read', async () => {
  write('sops', { 'token.yaml': sops });
  symlinkSync('/dev/zero', join(folder, 'bare/environments/prod.secrets/zero.yaml'));
  expect((await compileFolder()).diagnostics.map(({ code }) => code)).toEqual(['file-unreadable']);
});

test.each<[string, string | Buffer, string]>([
  ['two documents', `${sealed}---\n${sealed}`, 'more than one document'],
  ['no YAML', `kind: Secret\nstringData: {value: "${secretValue}" "${secretValue}"}\n`, 'malformed here'],
  ['a key said twice', `kind: Secret\nstringData:\n  value: ${secretValue}\n  value: ${secretValue}\n`, 'stands twice'],
  ['no UTF-8', Buffer.from([0x6b, 0x3a, 0x20, 0xff, 0x0a]), 'not UTF-8'],
  ['an alias that leads nowhere', `kind: *${secretValue}\n`, 'aliases lead nowhere'],
  ['another version of YAML', `%YAML 1.1\n${sealed}`, 'another version than YAML 1.2'],
  ['a set', `${sealed}\n  more: !!set { ${secretValue} }\n`, 'a tag or a directive'],
  ['bytes', `${sealed}\n  more: !!binary ${secretValue}\n`, 'a tag or a directive'],
  ['a collection for a key', `${sealed}\n  more: { [${secretValue}, b]: 3 }\n`, 'a key that is no text'],
  [
    'a plain Secret',
    `apiVersion: v1\nkind: Secret\nmetadata: { name: token, namespace: bare }\nstringData: { value: ${secretValue} }\n`,
    '`value`',
  ],
])('%s is a finding that shows no value', async (_, text, says) => {
  for (const provider of ['sealed-secrets', 'sops']) {
    write(provider, { 'token.yaml': text });
    const warned = jest.spyOn(process, 'emitWarning').mockReturnValue();
    const { diagnostics } = await compileFolder();
    expect(diagnostics.map(({ severity, at }) => [severity, at.file])).toEqual([
      ['error', join(folder, 'bare/environments/prod.secrets/token.yaml')],
    ]);
    // Node prints such a warning, and yaml's would quote the file.
    expect(warned).not.toHaveBeenCalled();
    const wording = wordingOf(diagnostics[0]!).text;
    expect(wording).toContain(says);
    expect(JSON.stringify(diagnostics) + wording).not.toContain(secretValue);
  }
});
