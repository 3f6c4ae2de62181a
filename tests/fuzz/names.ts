import fc from 'fast-check';
import { hasErrors } from '../../diagnostics';
import { compile } from '../../model';
import { developmentOverlay, objectsOf, type PlatformInput, plainService, productInputsOf, productionOverlay } from '../support/platform';
import type { Counts } from './counts';

/** Pieces of which names that nearly collide are made: with the endings that our own objects have. */
const pieces = [
  ...'a b a-b db init migrate config app owner shadow postgres redis main 0 1'.split(' '),
  ...['x'.repeat(20), 'x'.repeat(40)],
];
const first = fc.constantFrom(...pieces.filter((piece) => /^[a-z]/.test(piece)));
const joined = (separator: string): fc.Arbitrary<string> =>
  fc
    .tuple(first, fc.array(fc.constantFrom(...pieces), { maxLength: 3 }))
    .map(([start, others]) => [start, ...others].join(separator).slice(0, 50));
const name = joined('-').map((text) => text.replace(/-+$/, ''));
const database = joined('_').map((text) => text.replaceAll('-', '_'));

const plain = fc.record({
  hostname: name,
  needsRedis: fc.boolean(),
  writablePaths: fc.uniqueArray(fc.constantFrom('/A', '/data'), { maxLength: 1 }),
  replicas: fc.integer({ min: 1, max: 2 }),
});

const migration = { mode: 'job', command: ['node_modules/.bin/prisma', 'migrate', 'deploy'] };
const access = fc.constantFrom<object>({}, {}, { migration }, { migration, databaseAccess: 'split' });

const service = fc.oneof(
  plain,
  fc.tuple(plain, database, access).map(([fields, own, more]) => ({ ...fields, database: own, ...more })),
);

/** Two to six services whose names nearly collide, and whether they are of a production environment. */
const entries = fc.tuple(fc.array(fc.tuple(name, service), { minLength: 2, maxLength: 6 }), fc.boolean());

type Entries = typeof entries extends fc.Arbitrary<infer T> ? T : never;

function inputOf([services, isProduction]: Entries, reversed = false): PlatformInput {
  const given = Object.entries(
    Object.fromEntries(
      services.map(([key, fields], index) => [key, { ...plainService, ...fields, port: 4100 + index, routes: [`/api/${index}`] }]),
    ),
  );
  return {
    services: Object.fromEntries(reversed ? given.reverse() : given),
    overlay: isProduction ? productionOverlay : developmentOverlay,
  };
}

/** The input of {@link names}. */
export const collidingServices = entries.map((given) => inputOf(given));

/** Whether a case is also tried with its entries in the other order, which costs as much as the case. */
const isTurned = fc.nat({ max: 3 }).map((one) => one === 0);

/** What has no error has no two objects of one kind and name, in either order of the entries. */
export function names(counts: Counts): fc.IProperty<unknown[]> {
  return fc.property(entries, isTurned, (given, turns) => {
    counts.cases++;
    const read = (reversed?: boolean): ReturnType<typeof compile> => compile(productInputsOf(inputOf(given, reversed)));
    const { diagnostics, platforms } = read();
    for (const { code, at } of diagnostics) {
      counts.codes.add(code);
      if (at.file === '') throw new Error(`a finding without a place: ${code}`);
    }
    if (hasErrors(diagnostics)) {
      counts.refused++;
      return;
    }
    counts.synthesized++;
    const objects = objectsOf(platforms[0]!.platform);
    const ids = objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    counts.objects += ids.length;
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined) throw new Error(`two objects are called ${twice}`);
    if (!turns) return;
    const turned = read(true);
    const other = objectsOf(turned.platforms[0]!.platform).map((object) => JSON.stringify(object));
    const own = new Set(objects.map((object) => JSON.stringify(object)));
    const differs = other.find((object) => !own.has(object));
    if (differs !== undefined) throw new Error(`depends on the order of the entries: ${differs}`);
  });
}
