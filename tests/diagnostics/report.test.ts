import fc from 'fast-check';
import { catalogue, compareDiagnostics, createDiagnostic, sortDiagnostics, type Diagnostic, type PathSegment } from '../../diagnostics';
import { finding } from './wordings';

const at = { file: 'a.yaml', path: ['x'] };

describe('making findings', () => {
  test("the severity is the catalogue's", () => {
    expect(createDiagnostic('database-reserved', { database: 'postgres' }, at)).toEqual({
      code: 'database-reserved',
      severity: catalogue['database-reserved'].severity,
      args: { database: 'postgres' },
      at,
    });
  });

  test('unless the rule knows better', () => {
    const related = [{ label: 'also at', place: at }];
    expect(createDiagnostic('database-reserved', { database: 'postgres' }, at, { severity: 'warning', related })).toEqual({
      code: 'database-reserved',
      severity: 'warning',
      args: { database: 'postgres' },
      at,
      related,
    });
  });

  test('nothing that is left out is a key', () => {
    const diagnostic = createDiagnostic('database-reserved', { database: 'x' }, at, { severity: undefined, related: [] });
    expect(Object.keys(diagnostic)).toEqual(['code', 'severity', 'args', 'at']);
  });
});

describe('sorting findings', () => {
  const place = (file: string, ...path: PathSegment[]): Diagnostic => finding('layer-inversion', { name: 'x' }, { file, path });

  test('by file, path and code', () => {
    const sorted = [
      place('a.yaml'),
      place('a.yaml', 'a'),
      place('a.yaml', 'a', 2),
      place('a.yaml', 'a', 10),
      place('a.yaml', 'a', 'B'),
      place('a.yaml', 'a', 'a'),
      place('a.yaml', 'a-b'),
      finding('layer-inversion', { name: 'x' }, { file: 'a.yaml', path: ['b'] }),
      finding('layer-inversion', { name: 'y' }, { file: 'a.yaml', path: ['b'] }),
      finding('route-conflict', { route: 'x', other: 'y' }, { file: 'a.yaml', path: ['b'] }),
      finding('route-conflict', { route: 'x', other: 'y' }, { file: 'a.yaml', path: ['c'], position: { line: 2, column: 9 } }),
      finding('layer-inversion', { name: 'x' }, { file: 'a.yaml', path: ['c'], position: { line: 10, column: 1 } }),
      finding('layer-inversion', { name: 'x' }, { file: 'a.yaml', path: ['c'], position: { line: 10, column: 2 } }),
      place('b.yaml'),
    ];
    expect(sortDiagnostics(sorted.toReversed())).toEqual(sorted);
  });

  test('identical findings are one, whatever the order of their keys', () => {
    const one = finding('route-conflict', { route: 'x', other: 'y' }, { file: 'a.yaml', path: [] });
    const two = finding('route-conflict', { other: 'y', route: 'x' }, { path: [], file: 'a.yaml' });
    const other = finding('route-conflict', { other: 'z', route: 'x' }, { path: [], file: 'a.yaml' });
    expect(sortDiagnostics([one, other, two])).toEqual([one, other]);
    expect(compareDiagnostics(one, two)).toBe(0);
  });

  const segment = fc.oneof(fc.constantFrom('a', 'b', 'a-b'), fc.nat(2));
  const diagnostic = fc
    .record({
      file: fc.constantFrom('a', 'b'),
      path: fc.array(segment, { maxLength: 2 }),
      code: fc.constantFrom('route-conflict' as const, 'layer-inversion' as const),
      name: fc.constantFrom('x', 'y'),
      key: fc.boolean(),
    })
    .map(({ file, path, code, name, key }) => finding(code, { name }, { file, path, ...(key && { key }) }));

  test('the order of the input does not matter, nor does sorting twice', () => {
    fc.assert(
      fc.property(fc.array(diagnostic), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (diagnostics, random) => {
        const sorted = sortDiagnostics(diagnostics);
        const shuffled = diagnostics
          .map((item) => [random.next().value, item] as const)
          .sort(([a], [b]) => (a ?? 0) - (b ?? 0))
          .map(([, item]) => item);
        expect(JSON.stringify(sortDiagnostics(shuffled))).toBe(JSON.stringify(sorted));
        expect(sortDiagnostics(sorted)).toEqual(sorted);
      }),
    );
  });

  test('comparing is an order, and equal is identical', () => {
    fc.assert(
      fc.property(diagnostic, diagnostic, diagnostic, (a, b, c) => {
        const order = Math.sign(compareDiagnostics(a, b));
        expect(Math.sign(compareDiagnostics(b, a)) + order).toBe(0);
        expect(order === 0).toBe(JSON.stringify(a) === JSON.stringify(b));
        if (order <= 0 && compareDiagnostics(b, c) <= 0) expect(compareDiagnostics(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });
});
