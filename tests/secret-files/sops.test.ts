import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createEncryption, type Encryption, encryptedRegex } from './support/encryption';
import { guideConfiguration, guidePlugin } from './support/guide';
import { allTextOf, documentsIn, plainSecret as secretOf, valuesOf } from './support/manifests';
import { scratchProduct, type ScratchProduct, secretValues } from './support/product';
import { outputOf, runProgram } from './support/program';
import { describeWithTools } from './support/tools';

const metadata = { annotations: { 'argocd.argoproj.io/sync-wave': '-40' } };
const plainSecret = (name: string, values: Readonly<Record<string, string>>): string => secretOf(name, values, metadata);

describeWithTools('what sops encrypts', (tools) => {
  let product: ScratchProduct;
  let encryption: Encryption;
  const keys = mkdtempSync(path.join(os.tmpdir(), 'cadastre-age-'));

  beforeAll(() => {
    encryption = createEncryption(tools, keys);
  });
  afterAll(() => rmSync(keys, { recursive: true }));
  beforeEach(() => {
    product = scratchProduct('sops');
    for (const [name, values] of Object.entries(secretValues))
      write(`${name}.yaml`, encryption.encrypt(plainSecret(name, values), ...encryptedRegex));
  });
  afterEach(() => product.remove());

  const write = (name: string, text: string): void => writeFileSync(path.join(product.secrets, name), text);
  const inTree = (name: string): string => path.join(product.tree, `${name}.k8s.yaml.sops`);
  const asYaml = ['--input-type', 'yaml', '--output-type', 'yaml'];
  const mail = plainSecret('mail', secretValues['mail']!);

  test('is in the written tree byte by byte, and can be decrypted there, when its format is said', () => {
    expect(product.cadastre('synth')).toMatchObject({ code: 0, stderr: '' });
    for (const [name, values] of Object.entries(secretValues)) {
      expect(readFileSync(inTree(name))).toEqual(readFileSync(path.join(product.secrets, `${name}.yaml`)));
      const { code, stdout } = encryption.decrypt(inTree(name), ...asYaml);
      expect(code).toBe(0);
      expect(valuesOf(stdout)).toEqual(values);
    }
    expect(encryption.decrypt(inTree('mail')).code).not.toBe(0);
  });

  test('is decrypted by the plugin of the guide, which gives nothing without the key', () => {
    expect(product.cadastre('synth').code).toBe(0);
    const {
      command: [shell = '', ...options],
      args,
    } = guidePlugin();
    const env = { PATH: `${path.dirname(tools.sops)}:${process.env['PATH']}` };
    const generated = documentsIn(outputOf(shell, [...options, ...args], { folder: product.tree, env: { ...env, ...encryption.env } }));
    expect(generated.filter(({ kind }) => kind === 'Secret').map(({ metadata, stringData }) => [metadata.name, stringData])).toEqual(
      Object.entries(secretValues),
    );
    expect(generated.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Namespace', 'Deployment']));
    expect(runProgram(shell, [...options, ...args], { folder: product.tree, env }).code).not.toBe(0);
  });

  test.each<[string, readonly string[]]>([
    ['--encrypted-regex', encryptedRegex],
    ['--encrypted-regex and --mac-only-encrypted', [...encryptedRegex, '--mac-only-encrypted']],
    ['--unencrypted-regex', ['--unencrypted-regex', '^(apiVersion|kind|metadata|type)$']],
    ['--encrypted-suffix', ['--encrypted-suffix', 'Data']],
  ])('passes with %s', (_, options) => {
    write('mail.yaml', encryption.encrypt(mail, ...options));
    expect(product.cadastre('check')).toMatchObject({ code: 0, stderr: '' });
  });

  test.each<[string, readonly string[]]>([
    ['as it is encrypted when nothing is said', []],
    ['--unencrypted-suffix', ['--unencrypted-suffix', '_plain']],
    ['--unencrypted-regex for the name alone', ['--unencrypted-regex', '^metadata$']],
  ])('is refused with an encrypted kind or name: %s', (_, options) => {
    write('mail.yaml', encryption.encrypt(mail, ...options));
    const { code, stderr } = product.cadastre('check');
    expect(code).toBe(1);
    expect(stderr).toContain('error[secret-file-unreadable]: the kind or the name of this Secret is encrypted too');
  });

  test.each<[string, string, readonly string[]]>([
    ['sops was told of another key', plainSecret('mail', { password: 'open-sesame', other: 'x' }), ['--encrypted-regex', '^other$']],
    [
      'the key has the suffix for what stays readable',
      plainSecret('mail', { password: 'x', open_unencrypted: 'open-sesame' }),
      ['--unencrypted-regex', '^(apiVersion|kind|metadata|type|.*_unencrypted)$'],
    ],
    [
      'it stands in what sops was not told of',
      plainSecret('mail', { password: 'x' }).replace('stringData:', 'data:\n  password: open-sesame\nstringData:'),
      ['--encrypted-regex', '^stringData$'],
    ],
    ['a comment chooses', plainSecret('mail', { password: 'open-sesame' }), ['--encrypted-comment-regex', 'secret']],
  ])('is refused with a value left readable because %s, and shows it nowhere', (_, secret, options) => {
    const text = encryption.encrypt(secret, ...options);
    expect(text).toContain('open-sesame');
    write('mail.yaml', text);
    const { code, stdout, stderr } = product.cadastre('synth');
    expect(code).toBe(1);
    expect(stderr).toContain('error[secret-file-plain]');
    expect(stdout + stderr + allTextOf(path.dirname(path.dirname(product.tree)))).not.toContain('open-sesame');
  });

  test('is refused without a wave before what waits for it, and passes when `sops edit` has added it', () => {
    write('mail.yaml', encryption.encrypt(secretOf('mail', secretValues['mail']!), ...encryptedRegex));
    const { code, stderr } = product.cadastre('check');
    expect([code, stderr]).toEqual([1, expect.stringContaining('error[secret-file-wave]')]);
    const editor = path.join(keys, 'editor.sh');
    writeFileSync(editor, `#!/bin/sh\nsed -i 's|^metadata:|metadata:\\n    annotations: { argocd.argoproj.io/sync-wave: "-40" }|' "$1"\n`, {
      mode: 0o755,
    });
    outputOf(tools.sops, ['edit', path.join(product.secrets, 'mail.yaml')], {
      folder: product.root,
      env: { PATH: process.env['PATH'] ?? '', EDITOR: editor, ...encryption.env },
    });
    expect(product.cadastre('synth')).toMatchObject({ code: 0, stderr: '' });
    expect(encryption.decrypt(inTree('mail'), ...asYaml)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('sync-wave: "-40"') as string,
    });
  });

  test('is refused when a value was no text', () => {
    write(
      'mail.yaml',
      encryption.encrypt(mail.replace(/password: .*/, 'password: 12345\n  flag: true\n  day: 2026-01-01T00:00:00Z'), ...encryptedRegex),
    );
    const { code, stderr } = product.cadastre('check');
    expect(code).toBe(1);
    expect(stderr).toContain('error[secret-file-unreadable]');
    expect(stderr).not.toContain('12345');
  });

  test('is encrypted in place by the configuration of the guide', () => {
    writeFileSync(path.join(product.root, '.sops.yaml'), guideConfiguration(encryption.recipient));
    write('mail.yaml', mail);
    expect(product.cadastre('check').code).toBe(1);
    outputOf(tools.sops, ['--encrypt', '--in-place', 'registry/acme/environments/prod.secrets/mail.yaml'], { folder: product.root });
    expect(product.cadastre('check')).toMatchObject({ code: 0, stderr: '' });
  });

  test('may have the configuration of sops beside it', () => {
    writeFileSync(
      path.join(product.secrets, '.sops.yaml'),
      `creation_rules:\n  - encrypted_regex: ^(data|stringData)$\n    age: ${encryption.recipient}\n`,
    );
    write('mail.yaml', mail);
    outputOf(tools.sops, ['--encrypt', '--in-place', 'mail.yaml'], { folder: product.secrets });
    expect(product.cadastre('check')).toMatchObject({ code: 0, stderr: '' });
  });
});
