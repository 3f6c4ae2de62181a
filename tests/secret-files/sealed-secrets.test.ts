import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { documentsOf, plainSecret, type SecretManifest, valuesOf } from './support/manifests';
import { scratchProduct, type ScratchProduct, secretValues } from './support/product';
import { createSealing, type Sealing } from './support/sealing';
import { describeWithTools } from './support/tools';

describeWithTools('what kubeseal seals', (tools) => {
  let product: ScratchProduct;
  let sealing: Sealing;
  const keys = mkdtempSync(path.join(os.tmpdir(), 'cadastre-seal-'));

  beforeAll(() => {
    sealing = createSealing(tools, keys);
  });
  afterAll(() => rmSync(keys, { recursive: true }));
  beforeEach(() => {
    product = scratchProduct('sealed-secrets');
  });
  afterEach(() => product.remove());

  const write = (name: string, text: string): void => writeFileSync(path.join(product.secrets, name), text);
  const writeAll = (...options: string[]): void => {
    for (const [name, values] of Object.entries(secretValues)) write(`${name}.yaml`, sealing.seal(plainSecret(name, values), ...options));
  };

  test.each([['strict'], ['namespace-wide'], ['cluster-wide']])(
    '%s can be opened again in the written tree, with the same values',
    (scope) => {
      writeAll('--scope', scope);
      expect(product.cadastre('synth')).toMatchObject({ code: 0, stderr: '' });
      const sealed = documentsOf(product.tree, 'SealedSecret');
      expect([...sealed.keys()].sort()).toEqual(['mail', 'token']);
      for (const [name, text] of sealed) {
        const { code, stdout, stderr } = sealing.open(text);
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        expect(valuesOf(stdout)).toEqual(secretValues[name]);
        expect(parse(stdout)).toMatchObject({ metadata: { name, namespace: 'acme' }, type: 'Opaque' });
      }
    },
  );

  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{}' };
  const applied = { creationTimestamp: '2026-01-01T00:00:00Z', resourceVersion: '7', uid: 'u', labels: { team: 'a' }, annotations };

  test.each<[string, () => string]>([
    ['as JSON', () => sealing.seal(plainSecret('mail', secretValues['mail']!), '--format', 'json')],
    ['from a Secret of the cluster', () => sealing.seal(plainSecret('mail', secretValues['mail']!, applied))],
    [
      'in the words of an older kubeseal',
      () => {
        const { metadata, spec, ...rest } = parse(sealing.seal(plainSecret('mail', secretValues['mail']!))) as {
          metadata: object;
          spec: { template: { metadata: object } };
        };
        const stamped = (value: object): object => ({ creationTimestamp: null, ...value });
        return stringify({
          ...rest,
          metadata: stamped(metadata),
          spec: { ...spec, template: { ...spec.template, data: null, metadata: stamped(spec.template.metadata) } },
        });
      },
    ],
    [
      'key by key',
      () => {
        const one = path.join(product.root, 'one.yaml');
        writeFileSync(one, sealing.seal(plainSecret('mail', { other: 'x' })));
        sealing.seal(plainSecret('mail', secretValues['mail']!), '--merge-into', one);
        return readFileSync(one, 'utf8');
      },
    ],
    [
      'with a URI put together from it',
      () => {
        const sealed = parse(sealing.seal(plainSecret('mail', secretValues['mail']!))) as { spec: { template: object } };
        return stringify({
          ...sealed,
          spec: { ...sealed.spec, template: { ...sealed.spec.template, data: { uri: 'smtp://{{ .password | urlquery }}@mail' } } },
        });
      },
    ],
  ])('%s passes and can be opened', (_, sealed) => {
    writeAll();
    write('mail.yaml', sealed());
    expect(product.cadastre('synth')).toMatchObject({ code: 0, stderr: '' });
    const { code, stdout } = sealing.open(documentsOf(product.tree, 'SealedSecret').get('mail')!);
    expect(code).toBe(0);
    expect(valuesOf(stdout)).toMatchObject(secretValues['mail']!);
  });

  test('a Secret that was sealed for another namespace is refused', () => {
    writeAll();
    write('mail.yaml', sealing.seal(plainSecret('mail', secretValues['mail']!, { namespace: 'acme-dev' })));
    const { code, stderr } = product.cadastre('check');
    expect(code).toBe(1);
    expect(stderr).toContain('error[secret-file-namespace]');
  });

  const moved = { name: 'mail', namespace: 'acme-dev' };
  const renamed = { name: 'post', namespace: 'acme' };
  test.each<[string, string, { name: string; namespace: string }, string | undefined]>([
    ['moved', 'strict', moved, 'secret-file-namespace'],
    ['moved', 'namespace-wide', moved, 'secret-file-namespace'],
    ['moved', 'cluster-wide', moved, undefined],
    ['renamed', 'strict', renamed, 'secret-file-template-name'],
    ['renamed', 'namespace-wide', renamed, undefined],
    ['renamed', 'cluster-wide', renamed, undefined],
  ])(
    'a Secret %s after it was sealed %s is refused where nobody can open it any more, and there alone',
    (_, scope, { name, namespace }, code) => {
      writeAll();
      const sealed = parse(sealing.seal(plainSecret(name, secretValues['mail']!, { namespace }), '--scope', scope)) as SecretManifest;
      const changed = stringify({ ...sealed, metadata: { ...sealed.metadata, name: 'mail', namespace: 'acme' } });
      write('mail.yaml', changed);
      expect(sealing.open(changed).code === 0).toBe(code === undefined);
      const { code: exit, stderr } = product.cadastre('check');
      expect([exit, ...[...stderr.matchAll(/error\[([\w-]+)\]/g)].map(([, found]) => found)]).toEqual(code === undefined ? [0] : [1, code]);
    },
  );

  test('a Secret without a key that a pod needs, and a Secret that is not sealed, are refused without their values', () => {
    writeAll();
    write('token.yaml', sealing.seal(plainSecret('token', { pin: '1' })));
    write('mail.yaml', plainSecret('mail', { password: 'open-sesame' }));
    const { code, stdout, stderr } = product.cadastre('synth');
    expect(code).toBe(1);
    expect(stderr).toContain('`token` lacks `value`');
    expect(stderr).toContain('the values of `password` are readable');
    expect(stdout + stderr).not.toContain('open-sesame');
  });
});
