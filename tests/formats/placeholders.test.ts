import { fillPlaceholders, hasPlaceholder, placeholdersIn } from '../../formats';

test.each([
  ['{product}/{secret}', ['product', 'secret'], 'shop/jwt'],
  ['plain', [], 'plain'],
  ['', [], ''],
  ['{}', [''], '{}'],
  ['{{secret}}', ['secret'], '{jwt}'],
  ['{constructor}{secret}', ['constructor', 'secret'], '{constructor}jwt'],
  ['{secret', [], '{secret'],
])('of %j', (text, names, filled) => {
  expect(placeholdersIn(text)).toEqual(names);
  expect(fillPlaceholders(text, { product: 'shop', secret: 'jwt' })).toBe(filled);
  expect(hasPlaceholder(text, 'secret')).toBe(names.includes('secret'));
});

test('a value is put in as it is', () => {
  expect(fillPlaceholders('{secret}', { secret: '$& {key}', key: 'no' })).toBe('$& {key}');
});
