import { emitYaml } from '../../output';
import { harmless, hostileStrings, indicators, mistaken, multiline, unprintable } from './support/hostile-strings';
import { parsers } from './support/parsers';

const show = (text: string): string =>
  JSON.stringify(text).replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
const named = (texts: readonly string[]): [string, string][] => texts.map((text) => [show(text), text]);

describe.each(parsers)('a string read by $name', ({ one }) => {
  test.each(named(hostileStrings))('%s stays itself as a value', (_, text) => {
    expect(one(emitYaml([{ value: text, next: 1 }]))).toEqual({ value: text, next: 1 });
  });

  test.each(named(hostileStrings))('%s stays itself as an item, nested and last', (_, text) => {
    expect(one(emitYaml([{ items: [text, [text], { text }], last: { text } }]))).toEqual({
      items: [text, [text], { text }],
      last: { text },
    });
  });

  test.each(named(hostileStrings))('%s stays itself as a key', (_, text) => {
    const emitted = emitYaml([{ outer: { [text]: 1, zzz: { [text]: [text] } }, items: [{ [text]: { inner: text } }] }]);
    expect(one(emitted)).toEqual({ outer: { [text]: 1, zzz: { [text]: [text] } }, items: [{ [text]: { inner: text } }] });
  });

  test.each([100, 128, 129, 320, 321, 1023, 1024, 1025, 5000])('a key of %i characters stays itself', (length) => {
    const plain = 'k'.repeat(length);
    const wide = '字'.repeat(length);
    const document = { [plain]: 'v', [`${plain}: `]: { [wide]: [1] }, items: [{ [wide]: { a: 1 }, b: 2 }, { [plain]: ['x'] }] };
    expect(one(emitYaml([document]))).toEqual(document);
  });

  test('a line of 100,000 characters is not folded', () => {
    const text = `${'word '.repeat(20_000)}end`;
    expect(one(emitYaml([{ text, quoted: `: ${text}` }]))).toEqual({ text, quoted: `: ${text}` });
  });
});

describe('how a string is spelled', () => {
  const spelled = (text: string): string => emitYaml([{ k: text }]).slice('k: '.length, -1);

  test.each(named(mistaken))('%s is quoted as a value', (_, text) => expect(spelled(text)).toBe(JSON.stringify(text)));

  test.each(named(mistaken))('%s is quoted as a key', (_, text) =>
    expect(emitYaml([{ [text]: null }])).toBe(`${JSON.stringify(text)}: null\n`),
  );

  test.each(named(unprintable))('%s leaves nothing invisible in the text', (_, text) => {
    expect(emitYaml([{ [text]: text }])).not.toMatch(
      /[^\n\x20-\x7e\xa1-\u{10ffff}]|[\xad\u200b-\u200f\u2028-\u202f\ufeff\ufff0-\uffff\p{Surrogate}]/u,
    );
  });

  test.each(named(harmless))('%s is left bare', (_, text) => expect(spelled(text)).toBe(text));

  test.each(
    [...indicators, ...mistaken, ...unprintable, ...multiline]
      .filter((text) => /^[\s\-?:,[\]{}#&*!|>'"%@`]|[\s:]$|: | #|\t/.test(text))
      .map((text) => [show(text), text]),
  )('%s is not bare unless it is a flag or a block', (_, text) => expect(spelled(text)).toMatch(/^(?:"|--?[a-z]|\|)/));
});

describe.each(parsers)('a number read by $name', ({ one }) => {
  const numbers = [
    0,
    1,
    -1,
    8080,
    0.1,
    -0.5,
    1e21,
    -1e21,
    1.5e300,
    1e-7,
    5e-324,
    Number.MAX_VALUE,
    Number.MAX_SAFE_INTEGER,
    2 ** 63,
    1e20,
    123456789012345680000,
  ];
  test.each(numbers)('%d', (number) => expect(one(emitYaml([{ number, items: [number] }]))).toEqual({ number, items: [number] }));
});

test('a number has a point wherever it has an exponent, as YAML 1.1 asks', () => {
  expect(emitYaml([{ a: 1e21, b: 1e-7, c: 1.5e30, d: -0 }])).toBe('a: 1.0e+21\nb: 1.0e-7\nc: 1.5e+30\nd: 0\n');
});

test('checksums are quoted, whether they begin with a digit or a letter', () => {
  for (const first of '0f') expect(emitYaml([{ sum: `${first}${'ab'.repeat(31)}c` }])).toContain(`sum: "${first}`);
  expect(emitYaml([{ sum: `g${'ab'.repeat(31)}c` }])).toContain('sum: gab');
});
