import fc from 'fast-check';
import { escapeReferences, interpolationsIn, referencesIn } from '../../formats';

/** The kubelet's algorithm: kubernetes/kubernetes, third_party/forked/golang/expansion/expand.go. */
function expand(input: string, mapping: (name: string) => string): string {
  let output = '';
  let checkpoint = 0;
  for (let cursor = 0; cursor < input.length; cursor++) {
    if (input[cursor] !== '$' || cursor + 1 >= input.length) continue;
    output += input.slice(checkpoint, cursor);
    const rest = input.slice(cursor + 1);
    const end = rest.indexOf(')', 1);
    let advance = 1;
    if (rest.startsWith('$')) {
      output += '$';
    } else if (rest.startsWith('(') && end !== -1) {
      output += mapping(rest.slice(1, end));
      advance = end + 1;
    } else if (rest.startsWith('(')) {
      output += '$(';
    } else {
      const [first = ''] = rest;
      output += `$${first}`;
      advance = first.length;
    }
    cursor += advance;
    checkpoint = cursor + 1;
  }
  return output + input.slice(checkpoint);
}

const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('$', '(', ')', '{', '}', 'A', 'é', '😀', ':', '-'), maxLength: 24 }));

describe('references to environment variables', () => {
  test.each([
    ['plain', 'plain'],
    ['', ''],
    ['$(HOME)', '$$(HOME)'],
    ['$$(HOME)', '$$$$(HOME)'],
    ['a$b', 'a$b'],
    ['pa$$word', 'pa$$$word'],
    ['$$', '$$$'],
    ['$', '$'],
    ['$(open', '$$(open'],
    ['${A}', '${A}'],
    ['$(A) $(B)', '$$(A) $$(B)'],
  ])('escapeReferences(%j) is %j', (value, expected) => expect(escapeReferences(value)).toBe(expected));

  test('the kubelet makes of an escaped text the text, whatever is set', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(expand(escapeReferences(value), () => 'EXPANDED')).toBe(value);
        expect(referencesIn(escapeReferences(value))).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['postgresql://$(DB_USER):$(DB_PASSWORD)@$(DB_HOST):5432/x', ['DB_USER', 'DB_PASSWORD', 'DB_HOST']],
    ['$(A)$(A)', ['A']],
    ['$$(A)', []],
    ['$$$(A)', ['A']],
    ['$A', []],
    ['$(A', []],
    ['$()', ['']],
    ['$(not a name)', ['not a name']],
    ['$x$(A)', ['A']],
    ['$', []],
  ])('referencesIn(%j) is %j', (value, expected) => expect(referencesIn(value)).toEqual(expected));

  test('references are what the kubelet asks for', () => {
    fc.assert(
      fc.property(text, (value) => {
        const asked = new Set<string>();
        expand(value, (name) => {
          asked.add(name);
          return '';
        });
        expect(referencesIn(value)).toEqual([...asked]);
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['${NAME}', ['NAME']],
    ['${NAME:-x}', ['NAME']],
    ['${NAME-x} ${B:?must be set} ${C:+y} ${D?} ${E+}', ['NAME', 'B', 'C', 'D', 'E']],
    ['${A:-${B:-x}}', ['A', 'B']],
    ['${A}${A}', ['A']],
    ['$${NAME}', []],
    ['$$${NAME}', ['NAME']],
    ['$NAME', []],
    ['${NAME', []],
    ['${1A}', []],
    ['${a b}', []],
    ['$(NAME)', []],
    ['`${x.y}`', []],
  ])('interpolationsIn(%j) is %j', (value, expected) => expect(interpolationsIn(value)).toEqual(expected));
});
