import type { z } from 'zod';
import type { PathSegment } from '../../diagnostics';
import { type Parsed, type ParseInput, parseEnvironmentOverlay, parseImageLock, parseProductManifest, parseRegistry } from '../../model';
import { environmentOverlaySchema, imageLockSchema, productManifestSchema, serviceRegistrySchema } from '../../registry/schema';
import type { SchemaDefinition } from '../support/schema-values';
import { wordingOf } from '../support/wording';

/** A mapping of a schema: how a whole value with something else in its place is made. */
interface Place {
  readonly path: readonly PathSegment[];
  readonly schema: z.ZodType;
  readonly around: (inner: unknown) => unknown;
}

function mappingsOf(schema: z.ZodType, path: readonly PathSegment[], around: Place['around']): Place[] {
  const { innerType, options, shape, valueType, element } = schema._zod.def as SchemaDefinition;
  if (innerType !== undefined) return mappingsOf(innerType, path, around).map((place) => atTop(place, path, schema));
  if (options !== undefined)
    return options.flatMap((option) => mappingsOf(option, path, around).map((place) => atTop(place, path, schema)));
  if (element !== undefined) return mappingsOf(element, [...path, 0], (inner) => around([inner]));
  if (valueType !== undefined) return [{ path, schema, around }, ...mappingsOf(valueType, [...path, 'a'], (inner) => around({ a: inner }))];
  if (shape === undefined) return [];
  // What tells the options of a union apart.
  const literals = Object.fromEntries(
    Object.entries(shape).flatMap(([name, field]) => {
      const { type, values = [] } = field._zod.def as SchemaDefinition;
      return type === 'literal' ? [[name, values[0]]] : [];
    }),
  );
  const inner = Object.entries(shape).flatMap(([name, field]) =>
    mappingsOf(field, [...path, name], (value) => around({ ...literals, [name]: value })),
  );
  return [{ path, schema, around }, ...inner];
}

/** A wrapper or a union takes more than the mapping in it. */
function atTop(place: Place, path: readonly PathSegment[], schema: z.ZodType): Place {
  return place.path.length === path.length ? { ...place, schema } : place;
}

const files: readonly (readonly [what: string, schema: z.ZodType, parse: (input: ParseInput) => Parsed<unknown>])[] = [
  ['registry', serviceRegistrySchema, parseRegistry],
  ['product manifest', productManifestSchema, parseProductManifest],
  ['overlay', environmentOverlaySchema, parseEnvironmentOverlay],
  ['image lock', imageLockSchema, parseImageLock],
];

describe('a value in place of a mapping', () => {
  test.each(files)('is told one line of the mapping, everywhere in a %s', (_what, schema, parse) => {
    // Of a whole file nothing is told but that it is no mapping.
    const places = mappingsOf(schema, [], (inner) => inner).filter(({ path }) => path.length > 0);
    let tried = 0;
    for (const { path, schema: own, around } of places) {
      const wrong = ['x', true, 7].find((value) => !own.safeParse(value).success);
      const finding = parse({ value: around(wrong), file: 'a' }).diagnostics.find(
        ({ code, at }) => code === 'invalid-value' && at.path.join() === path.join(),
      );
      // A union with a list or another mapping may say more.
      if (wrong === undefined || finding === undefined || !wordingOf(finding).message.includes('be a mapping')) continue;
      tried++;
      expect([path.join('.'), wordingOf(finding).help]).toEqual([
        path.join('.'),
        expect.stringMatching(/ here, such as `.*\{ .+: .+ \}`$/),
      ]);
    }
    expect(tried).toBeGreaterThan(places.length / 2);
  });
});
