import fc from 'fast-check';
import { textPieces } from '../../formats';

const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('$', '(', ')', '{', '}', 'a', '.', '😀'), maxLength: 24 }));

/** Writes a text so that it stands for itself. */
const escape = (value: string): string => value.replace(/\$+(?=\{)/g, (dollars) => dollars + dollars);

test.each<[string, ReturnType<typeof textPieces>]>([
  ['', []],
  ['plain', ['plain']],
  ['${redis.host}:${redis.port}', [{ reference: 'redis.host', closed: true }, ':', { reference: 'redis.port', closed: true }]],
  ['$${HOME}', ['${HOME}']],
  ['$$${a}', ['$', { reference: 'a', closed: true }]],
  ['$$$${a}', ['$${a}']],
  ['5$ $$ $(X) {a} $', ['5$ $$ $(X) {a} $']],
  ['a${b', ['a', { reference: 'b', closed: false }]],
  ['${}', [{ reference: '', closed: true }]],
  ['${a${b}', [{ reference: 'a${b', closed: true }]],
])('%j', (value, pieces) => {
  expect(textPieces(value)).toEqual(pieces);
});

test('an escaped text is the text, also around references', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      // A `$` at the end would be one of the reference's.
      const ended = before.replace(/\$+$/, (dollars) => dollars + dollars);
      const pieces = textPieces(`${escape(ended)}\${x}${escape(after)}`);
      expect(pieces).toEqual([before, { reference: 'x', closed: true }, after].filter((piece) => piece !== ''));
    }),
  );
});
