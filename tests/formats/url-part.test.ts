import fc from 'fast-check';
import { urlPart } from '../../formats';

test('encodes whatever text there is, as it can be decoded', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(decodeURIComponent(urlPart(text))).toBe(text)));
  expect(urlPart('a/b c')).toBe('a%2Fb%20c');
});

test.each(['\ud800', 'a\udc00b', '\udc00\ud800'])('half of a surrogate pair is no reason to throw: %j', (text) => {
  expect(decodeURIComponent(urlPart(text))).toBe(text.replace(/[\ud800-\udfff]/g, '\ufffd'));
});
