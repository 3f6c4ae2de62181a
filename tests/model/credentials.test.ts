import fc from 'fast-check';
import { createDiagnostic, createLocator, type Diagnostic, formatGithub, formatJson, formatText, hasErrors } from '../../diagnostics';
import { credentialInValue } from '../../formats';
import { environmentOverlaySchema, productManifestSchema, serviceRegistrySchema } from '../../registry/schema';
import { ruleFixtures } from '../fixtures/rules';
import { encoded, lettersOf, mixed } from '../fixtures/credentials/letters';
import { textSpotsIn, withTextAt } from '../support/text-spots';
import { valuesOf } from '../support/schema-values';
import { compiled, findingsOf, type Input, shop, withValues } from '../support/shop';

const password = lettersOf('abcdefghjkmnpqrstuvwxyz23456789ABCDEFGHJKMNPQRSTUVWXYZ')(14);
const token = `ghp_${mixed(36)}`;

/** Credentials of known forms, each with the part that nobody may see. */
const credentials: readonly (readonly [credential: string, secret: string])[] = [
  [`postgres://shop:${password}@db.example.net:5432/shop`, password],
  [token, token.slice(4)],
];

/** Everything that is ever printed of findings, and what a program has of them. */
function printed(found: readonly Diagnostic[]): string {
  const locate = createLocator(() => undefined);
  return [
    formatText(found, { locate, color: false, distState: 'unchanged' }),
    formatJson(found, { locate }),
    formatGithub(found, { locate }),
    JSON.stringify(found),
  ].join('\n');
}

/** Also in another case, as a suggestion may show it. */
function expectHidden(text: string, secret: string): void {
  const at = text.toLowerCase().indexOf(secret.toLowerCase());
  if (at >= 0) throw new Error(`the credential is shown: ${text.slice(Math.max(0, at - 300), at + 100)}`);
}

describe('a credential in the arguments of a finding', () => {
  const found = new Map<string, Diagnostic>();
  for (const fixture of ruleFixtures) {
    if (found.has(fixture.code)) continue;
    const own = findingsOf(withValues(shop(fixture.of ?? 'dev'), fixture.set), fixture.environment).find(
      ({ code }) => code === fixture.code,
    );
    if (own !== undefined) found.set(fixture.code, own);
  }
  const counted = { codes: 0, spots: 0, words: 0 };

  test.each([...found])('is printed by no format: %s', (_code, { code, args, at, related = [] }) => {
    counted.codes++;
    for (const [credential, secret] of credentials) {
      for (const spot of textSpotsIn({ args, at: { path: ['a', ...at.path] } })) {
        // The names of arguments and of fields of a place are our own.
        if (spot.key && spot.path.length <= 2) continue;
        const changed = withTextAt({ args, at: { ...at, path: ['a', ...at.path] }, related }, spot, credential);
        const finding = createDiagnostic(code, changed.args, changed.at, { related: [{ label: 'also at', place: changed.at }] });
        expectHidden(JSON.stringify(finding), secret);
        try {
          expectHidden(printed([finding]), secret);
          counted.spots++;
        } catch (error) {
          // Some arguments are words of a fixed list, which no input sets.
          if (!(error instanceof TypeError)) throw error;
          counted.words++;
        }
      }
    }
  });

  afterAll(() => process.stdout.write(`  arguments of findings: ${JSON.stringify(counted)}\n`));
});

describe('a credential anywhere in the input', () => {
  const whole: Input = {
    ...withValues(shop('prod'), {
      'registry.orders.labels': { 'acme.example/squad': 'blue' },
      'registry.orders.podAnnotations': { 'acme.example/note': 'text' },
      'registry.orders.dockerfile': 'apps/orders/Dockerfile',
      'registry.orders.command': ['node', 'main.js'],
    }),
    manifests: {
      extra: [
        {
          apiVersion: 'batch/v1',
          kind: 'CronJob',
          metadata: { name: 'extra', labels: { 'acme.example/squad': 'blue' }, annotations: { 'acme.example/note': 'text' } },
          spec: {
            schedule: '0 3 * * *',
            jobTemplate: {
              spec: {
                template: {
                  spec: {
                    restartPolicy: 'Never',
                    nodeSelector: { disk: 'ssd' },
                    containers: [{ name: 'extra', image: 'ghcr.io/acme/extra:1', args: ['run'], env: [{ name: 'MODE', value: 'fast' }] }],
                  },
                },
              },
            },
          },
        },
      ],
    },
    imageLock: { accounts: { tag: '1.4.3', digest: `sha256:${'1'.repeat(64)}` } },
  };
  const inputs = (['registry', 'manifest', 'overlay', 'imageLock', 'manifests'] as const).flatMap((file) =>
    textSpotsIn(whole[file])
      // Names of files are no text of theirs.
      .filter(({ path }) => file !== 'manifests' || path.length > 1)
      .map((spot) => ({ file, spot, name: `${file}: ${spot.path.join('.')}${spot.key ? '#' : ''}` })),
  );

  test.each(inputs)('stops the synthesis and is not printed: $name', ({ file, spot }) => {
    for (const [credential, secret] of credentials) {
      const { diagnostics, accepted } = compiled({ ...whole, [file]: withTextAt(whole[file], spot, credential) });
      expect(hasErrors(diagnostics)).toBe(true);
      expectHidden(printed([...diagnostics, ...accepted]), secret);
    }
  });

  test.each(['sealed-secrets', 'sops'] as const)('stops the synthesis in every readable text of a file of %s', (provider) => {
    const metadata = {
      name: 'stripe',
      namespace: 'shop',
      labels: { 'acme.example/squad': 'blue' },
      annotations: { 'acme.example/note': 'text' },
    };
    const file =
      provider === 'sops'
        ? {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata,
            stringData: { 'api-key': 'ENC[AES256_GCM,data:aGVsbG8=,iv:aGVsbG8=,tag:aGVsbG8=,type:str]' },
            sops: { mac: 'ENC[AES256_GCM,data:aGVsbG8=,iv:aGVsbG8=,tag:aGVsbG8=,type:str]', version: '3.9.0' },
          }
        : {
            apiVersion: 'bitnami.com/v1alpha1',
            kind: 'SealedSecret',
            metadata,
            spec: { encryptedData: { 'api-key': encoded(`\u0002\u0000${'x'.repeat(600)}`) }, template: { metadata, type: 'Opaque' } },
          };
    const overlay = { ...whole.overlay, secrets: { provider } };
    const codesOf = (content: object): readonly Diagnostic[] =>
      compiled({ ...whole, overlay, secretFiles: { stripe: content } }).diagnostics;
    const before = codesOf(file)
      .filter(({ at }) => at.file.includes('stripe'))
      .map(({ code }) => code);
    for (const [credential, secret] of credentials) {
      for (const spot of textSpotsIn(file)) {
        const found = codesOf(withTextAt(file, spot, credential));
        expect(found.filter(({ at }) => at.file.includes('stripe')).map(({ code }) => code)).not.toEqual(before);
        expectHidden(printed(found), secret);
      }
    }
  });

  test('is none in what is encrypted, where chance gives everything a form', () => {
    const sealed = `AgBx${'x'.repeat(395)}+ABSK${'y'.repeat(304)}`;
    expect(credentialInValue(sealed)).toBe('access key');
    const content = {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'stripe', namespace: 'shop' },
      spec: { encryptedData: { 'api-key': sealed }, template: { metadata: { name: 'stripe', namespace: 'shop' }, type: 'Opaque' } },
    };
    const overlay = { ...whole.overlay, secrets: { provider: 'sealed-secrets' } };
    const codes = compiled({ ...whole, overlay, secretFiles: { stripe: content } }).diagnostics.map(({ code }) => code);
    expect(codes).not.toContain('secret-literal');
  });

  test('is not printed as what is left of it in the name of a volume', () => {
    const [credential, secret] = credentials[0]!;
    const orders = { image: 'proxy:1', writablePaths: [credential] };
    const registry = { orders: { layer: 'platform', sidecars: { orders }, resources: { limits: { 'ephemeral-storage': '3' } } } };
    const { diagnostics } = compiled({ ...shop(), registry });
    expect(diagnostics.map(({ code }) => code)).toContain('scratch-over-limit');
    expectHidden(printed(diagnostics), secret);
  });

  test('is not printed as what is left of it in the name of a role', () => {
    const secret = `A${mixed(39)}`;
    const { diagnostics } = compiled(
      withValues(shop(), {
        'registry.mailer.database': { of: 'orders', access: 'read', reason: 'reports' },
        'registry.mailer.hostname': `Authorization: Bearer ${secret}`,
      }),
    );
    const about = diagnostics.find(({ code }) => code === 'database-role-invalid');
    expect(about?.args).toMatchObject({ role: '(not shown)' });
    const plain = printed(diagnostics).toLowerCase();
    for (let at = 0; at + 10 <= secret.length; at++) expect(plain).not.toContain(secret.slice(at, at + 10).toLowerCase());
  });

  // By the schemas themselves, so that a new field is among them.
  test.each([
    ['the registry', serviceRegistrySchema, (value: unknown) => ({ registry: value })],
    ['the product manifest', productManifestSchema, (value: unknown) => ({ manifest: value })],
    ['the overlay', environmentOverlaySchema, (value: unknown) => ({ overlay: value })],
  ] as const)('is printed for no value that the schema of %s has room for', (_name, schema, inputOf) => {
    for (const [credential, secret] of credentials) {
      const leaves = {
        text: fc.constant(credential),
        number: fc.constant(3),
        key: fc.oneof(fc.constant(credential), fc.constant('orders')),
      };
      fc.assert(
        fc.property(valuesOf(schema, leaves), (value) => {
          const { diagnostics, accepted } = compiled({ ...shop(), ...(inputOf(value) as Partial<Input>) });
          expectHidden(printed([...diagnostics, ...accepted]), secret);
        }),
        { numRuns: 60 },
      );
    }
  });
});
