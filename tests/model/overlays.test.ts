import { parityOf } from '../support/platform';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import type { PathSegment } from '../../diagnostics';
import { readYamlPositions } from '../../diagnostics/locate-yaml';
import { parseEnvironmentOverlay, parseImageLock, type Platform } from '../../model';
import { environmentOverlaySchema } from '../../registry/schema/environment-overlay';
import { platformOf, shop } from '../support/shop';
import { type Leaves, valuesOf } from '../support/schema-values';
import { wordingOf } from '../support/wording';

const services = Object.keys(shop().registry);
const password = 'hunter2-Correct-Horse';

const leaves: Leaves = {
  text: fc.oneof(
    fc.constantFrom(
      '',
      'a',
      'orders',
      'postgres',
      'shop',
      'a: b',
      '- a',
      '# a',
      '"',
      '$(X)',
      `http://me:${password}@accounts:4000`,
      'postgres:16-alpine',
      '1Gi',
      'ö',
      'two\nlines',
      'yes',
      '012',
      '~',
    ),
    fc.string({ maxLength: 8 }),
    fc.string({ unit: 'binary', maxLength: 4 }),
  ),
  number: fc.oneof(fc.integer({ min: -3, max: 6 }), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
  key: fc.oneof(
    fc.constantFrom(...services, 'nobody', 'constructor', 'LOG_LEVEL', 'JWT_SECRET', 'NODE_ENV', 'DB_HOST'),
    fc.string({ maxLength: 4 }),
  ),
};

// The generator knows types and fields, not conditions such as "at least one".
const overlays = valuesOf(environmentOverlaySchema, leaves).filter(
  (overlay) => parseEnvironmentOverlay({ value: overlay, file: 'prod.yaml' }).value !== undefined,
) as fc.Arbitrary<Record<string, unknown>>;

function resolved(overlay: Record<string, unknown>, environment: string): Platform {
  return platformOf({ ...shop(), overlay }, environment);
}

describe('overlays of the right shape', () => {
  test('are resolved, checked and compared without a throw, whatever their values are', () => {
    fc.assert(
      fc.property(overlays, overlays, overlays, (a, b, c) => {
        const platforms = [resolved(a, 'dev'), resolved(b, 'staging'), resolved(c, 'prod')];
        const findings = parityOf(platforms);
        expect(parityOf(platforms)).toEqual(findings);
        for (const finding of findings) {
          const { text } = wordingOf(finding);
          expect(text).not.toMatch(/undefined|NaN|\[object/);
          expect(text + JSON.stringify(finding.args)).not.toContain(password);
          expect(finding.at.file).not.toMatch(/service-registry|manifest/);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('are at parity with themselves', () => {
    fc.assert(
      fc.property(overlays, (overlay) => {
        const differing = parityOf([resolved(overlay, 'dev'), resolved(structuredClone(overlay), 'prod')]);
        expect(differing).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('leave a platform whose facts keep to parity where only what may differ is changed', () => {
    const free = [
      'development',
      'namespace',
      'delivery',
      'replicas',
      'priorityClassName',
      'quota',
      'limitRange',
      'images',
      'secrets',
      'ingress',
      'tools',
    ];
    fc.assert(
      fc.property(overlays, fc.subarray(free), (overlay, fields) => {
        const changed = {
          ...shop('prod').overlay,
          ...Object.fromEntries(fields.flatMap((field) => (field in overlay ? [[field, overlay[field]]] : []))),
        };
        expect(parityOf([resolved(changed, 'dev'), resolved(shop('prod').overlay, 'prod')])).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a key that is not known', () => {
  const unknown = 'not-a-key-of-ours';
  const closed = new WeakSet<object>();
  const watched = valuesOf(environmentOverlaySchema, leaves, (mapping) => {
    closed.add(mapping);
  }) as fc.Arbitrary<Record<string, unknown>>;

  test('is a finding at its line, in whatever mapping of an overlay it stands', () => {
    const depths = new Set<number>();
    fc.assert(
      fc.property(watched, fc.nat(), fc.boolean(), (overlay, pick, first) => {
        const places = pathsIn(overlay, closed);
        const path = places[pick % places.length] ?? [];
        const text = stringify(withKey(overlay, path, unknown, first));
        const line = 1 + text.split('\n').findIndex((content) => content.includes(unknown));
        const { value, diagnostics } = parseEnvironmentOverlay({ value: parse(text), file: 'prod.yaml' });
        expect(value).toBeUndefined();
        const found = diagnostics.filter(({ code }) => code === 'unknown-key');
        expect(found.map(({ at }) => at)).toEqual([{ file: 'prod.yaml', path: [...path, unknown], key: true }]);
        expect(wordingOf(found[0]!).message).toContain(unknown);
        expect(readYamlPositions(text)(found[0]!.at.path, true)?.line).toBe(line);
        depths.add(path.length);
      }),
      { numRuns: 250 },
    );
    expect(depths.size).toBeGreaterThanOrEqual(4);
  });

  test.each([
    ['of a service', 'services:\n  __proto__:\n    nope: 1\n', 5],
    ['of a variable', 'services:\n  orders:\n    env:\n      __proto__: x\n', 7],
    ['of the overlay', '__proto__: 1\n', 4],
  ])('is `__proto__`, as the name %s', (_, text, line) => {
    const overlay = `delivery: kubectl\nimages: {}\nsecrets: { provider: existing }\n${text}`;
    const { value, diagnostics } = parseEnvironmentOverlay({ value: parse(overlay), file: 'prod.yaml' });
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code, at }) => [code, readYamlPositions(overlay)(at.path, true)?.line])).toEqual([['unknown-key', line]]);
  });

  test('is one in an image lock, too', () => {
    const text = 'orders:\n  tag: "1"\n  tags: "2"\n';
    const { diagnostics } = parseImageLock({ value: parse(text), file: 'prod.images.yaml' });
    expect(diagnostics.map(({ code, at }) => [code, readYamlPositions(text)(at.path, true)?.line])).toEqual([['unknown-key', 3]]);
  });
});

/** The paths of all mappings in a value that are among those wanted. */
function pathsIn(value: unknown, wanted: WeakSet<object>): PathSegment[][] {
  if (value === null || typeof value !== 'object') return [];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    pathsIn(item, wanted).map((path) => [Array.isArray(value) ? Number(key) : key, ...path]),
  );
  return wanted.has(value) ? [[], ...inner] : inner;
}

/** The same value with one more key in the mapping at `path`, before or after its others. */
function withKey(value: unknown, path: readonly PathSegment[], key: string, first: boolean): unknown {
  const [segment, ...rest] = path;
  if (segment === undefined) return first ? { [key]: 1, ...(value as object) } : { ...(value as object), [key]: 1 };
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === segment ? withKey(item, rest, key, first) : item));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, inner]) => [
      name,
      name === segment ? withKey(inner, rest, key, first) : (inner as unknown),
    ]),
  );
}
