import fc from 'fast-check';
import type { z } from 'zod';
import type { Diagnostic } from '../../diagnostics';
import { type Parsed, type ParseInput, parseEnvironmentOverlay, parseImageLock, parseProductManifest, parseRegistry } from '../../model';
import { rules } from '../../model/rules';
import { environmentOverlaySchema, imageLockSchema, productManifestSchema, serviceRegistrySchema } from '../../registry/schema';
import { ruleFixtures } from '../fixtures/rules';
import { type Leaves, valuesOf } from '../support/schema-values';
import { files, findingsOf, shop, withValues } from '../support/shop';

const leaves: Leaves = {
  text: fc.oneof(
    fc.constantFrom('', 'a', 'orders', 'A_B', '/a/', '1Gi', '-5m', 'sha256:0', 'a\u0000', 'é'.repeat(300)),
    fc.string({ maxLength: 8 }),
  ),
  number: fc.constantFrom(-1, 0, 0.5, 1, 70, 4000, 65536, 2 ** 53),
  key: fc.constantFrom('', 'a', 'orders', 'A B', 'constructor', '1'),
};

const schemas: readonly (readonly [what: string, schema: z.ZodType, parse: (input: ParseInput) => Parsed<unknown>])[] = [
  ['registry', serviceRegistrySchema, parseRegistry],
  ['product manifest', productManifestSchema, parseProductManifest],
  ['overlay', environmentOverlaySchema, parseEnvironmentOverlay],
  ['image lock', imageLockSchema, parseImageLock],
];

/** Findings after which a file cannot be used. */
function isAboutShape({ code }: Diagnostic): boolean {
  return code === 'invalid-value' || code === 'missing-field' || code === 'unknown-key';
}

describe('values of the right type that are not legal', () => {
  test.each(schemas)('do not keep a %s from being read, whatever they are', (_what, schema, parse) => {
    let illegal = 0;
    fc.assert(
      fc.property(valuesOf(schema, leaves), (value) => {
        const { value: read, diagnostics } = parse({ value, file: 'a' });
        // The generator knows no conditions such as "at least one".
        expect(read).toEqual(diagnostics.some(isAboutShape) ? undefined : value);
        if (read !== undefined && diagnostics.length > 0) illegal++;
      }),
      { numRuns: 100 },
    );
    expect(illegal).toBeGreaterThan(5);
  });

  test('are found in all files together with what the rules find', () => {
    const input = withValues(shop(), {
      'manifest.name': 'Shop!',
      'registry.orders.port': 0,
      'registry.orders.dependsOn': ['nobody'],
      'overlay.images.tag': '-',
      'overlay.redis.secret': 'A B',
      'imageLock.orders': { tag: '1', digest: 'sha256:0' },
    });
    expect(findingsOf(input).map(({ code, at }) => [code, at.file, at.path.join('.')])).toEqual(
      expect.arrayContaining([
        ['product-name-invalid', files.manifest, 'name'],
        ['port-invalid', files.registry, 'orders.port'],
        ['dependency-unknown', files.registry, 'orders.dependsOn.0'],
        ['image-tag-invalid', files.overlay, 'images.tag'],
        ['secret-reference-invalid', files.overlay, 'redis.secret'],
        ['image-digest-invalid', files.imageLock, 'orders.digest'],
      ]),
    );
  });

  test('are found beside values of a wrong type', () => {
    const findings = findingsOf(withValues(shop(), { 'registry.orders.port': '4001', 'registry.mailer.port': 0 }));
    expect(findings.map(({ code }) => code)).toEqual(['port-invalid', 'invalid-value']);
  });
});

test('a code is reported by the schema or by a rule, but for conditions of which a part concerns other values', () => {
  const parsers = { registry: parseRegistry, manifest: parseProductManifest, overlay: parseEnvironmentOverlay, imageLock: parseImageLock };
  const bySchema = new Set(
    ruleFixtures.flatMap(({ of, set }) => {
      const input = withValues(shop(of), set);
      return Object.entries(parsers).flatMap(([name, parse]) =>
        parse({ value: input[name as keyof typeof parsers], file: name }).diagnostics.map(({ code }) => code),
      );
    }),
  );
  expect(bySchema.size).toBeGreaterThan(40);
  expect(rules.map(({ code }) => code).filter((code) => bySchema.has(code))).toEqual([
    'text-invalid',
    'writable-path-invalid',
    'argocd-value-invalid',
    'file-path-invalid',
  ]);
});
