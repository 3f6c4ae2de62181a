import { createLocator, type PathSegment, type Position } from '../../diagnostics';
import { workOf } from '../support/work';

describe('the work of finding a place among spreads of spreads is bounded', () => {
  const sourceOf = (levels: number): string => {
    const lines = Array.from(
      { length: levels },
      (_, level) => `const s${level + 1} = { ...s${level}, ...s${level} }; const l${level + 1} = [...l${level}, ...l${level}];`,
    );
    return `const s0 = {}; const l0 = ['/x', '/y'];\n${lines.join('\n')}\nexport default { a: s${levels}, b: l${levels} };`;
  };
  const workWith = (levels: number, path: readonly PathSegment[], expected: Partial<Position>): number => {
    const locate = createLocator(() => sourceOf(levels));
    return workOf(() => expect(locate({ file: 'r.ts', path })).toMatchObject(expected));
  };

  // At 24 levels the objects are 16 million, at 60 levels 2 to the power of 60.
  test.each<[string, readonly PathSegment[], (levels: number) => Partial<Position>]>([
    ['a field that none has', ['a', 'missing'], (levels) => ({ line: levels + 2 })],
    ['the first elements of a list', ['b', 1], () => ({ line: 1, column: 34 })],
    ['an element behind the end of a list', ['b', 1e12], (levels) => ({ line: levels + 2 })],
  ])('%s', (_title, path, expected) => {
    expect(workWith(60, path, expected(60)) / workWith(24, path, expected(24))).toBeLessThan(5);
  });
});
