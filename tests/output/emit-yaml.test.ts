import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { emitYaml, type JsonObject, type JsonValue, readEmittedYaml } from '../../output';
import { hostileStrings } from './support/hostile-strings';
import { parsers } from './support/parsers';

/** Strings as they come, strings known to be trouble, and new trouble put together from pieces of it. */
const pieces = [
  ...[
    '\n',
    '\n\n',
    ' ',
    '  ',
    '\t',
    '\r',
    'a',
    'b c',
    '#',
    ' #',
    '- ',
    ': ',
    '"',
    "'",
    '|',
    '>',
    '---',
    '...',
    '{',
    ']',
    '1',
    '0x',
    'e',
    '_',
  ],
  ...['.', '%', '&', '*', '!', '~', '\\', '\x85', '\u2028', '\uFEFF', 'é', '😀'],
];
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileStrings) },
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    { weight: 4, arbitrary: text },
    { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0) },
    { weight: 1, arbitrary: fc.integer() },
    { weight: 1, arbitrary: fc.constantFrom(true, false, null) },
    { weight: 2, arbitrary: fc.array(tie('json'), { maxLength: 4 }) },
    { weight: 2, arbitrary: fc.dictionary(text, tie('json'), { maxKeys: 4 }) },
  ),
}));
const documents = fc.array(fc.dictionary(text, json, { minKeys: 1, maxKeys: 4 }), { minLength: 1, maxLength: 3 }) as fc.Arbitrary<
  JsonObject[]
>;

test.each(parsers)('whatever is written, $name reads it back', ({ all }) => {
  fc.assert(
    fc.property(documents, (value) => {
      expect(all(emitYaml(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 400 },
  );
});

test('the text is lines without trailing carriage returns, tabs, anchors or folding', () => {
  fc.assert(
    fc.property(documents, (value) => {
      const emitted = emitYaml(value);
      expect(emitted.endsWith('\n')).toBe(true);
      expect(emitted).not.toMatch(/\r|^\t/m);
      expect(emitYaml(value)).toBe(emitted);
    }),
    { numRuns: 100 },
  );
});

const sql = `-- Makes the database and its owner; safe to run again.
SELECT 'CREATE ROLE "owner"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'owner')
\\gexec

ALTER ROLE "owner" PASSWORD :'password';  # not a comment
`;

test('a Deployment and a ConfigMap as a person would write them', () => {
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'assessment-roll',
      namespace: 'property-tax',
      labels: { 'app.kubernetes.io/name': 'assessment-roll' },
      annotations: {},
    },
    spec: {
      replicas: 2,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'assessment-roll' } },
      template: {
        metadata: { labels: { 'app.kubernetes.io/name': 'assessment-roll' }, annotations: undefined },
        spec: {
          containers: [
            {
              name: 'app',
              image: 'registry.example.com/property-tax/assessment-roll:1.4.0',
              command: ['sh', '-c', 'node dist/main.js --port=$(PORT)'],
              ports: [{ name: 'http', containerPort: 8080 }],
              env: [
                { name: 'PORT', value: '8080' },
                { name: 'CACHE', value: 'on' },
                { name: 'WINDOW', value: '12:30' },
                { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'assessment-roll-db', key: 'uri' } } },
              ],
              resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: 1, memory: '1.5Gi' } },
              securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
              volumeMounts: [],
            },
          ],
        },
      },
    },
  };
  const configMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'assessment-roll-init' },
    data: { 'init.sql': sql, 'no-newline': 'a\nb', y: 'y' },
  };
  expect(emitYaml([deployment, configMap])).toMatchInlineSnapshot(`
   "apiVersion: apps/v1
   kind: Deployment
   metadata:
     name: assessment-roll
     namespace: property-tax
     labels:
       app.kubernetes.io/name: assessment-roll
     annotations: {}
   spec:
     replicas: 2
     selector: {matchLabels: {app.kubernetes.io/name: assessment-roll}}
     template:
       metadata:
         labels:
           app.kubernetes.io/name: assessment-roll
       spec:
         containers:
           - name: app
             image: registry.example.com/property-tax/assessment-roll:1.4.0
             command: [sh, -c, node dist/main.js --port=$(PORT)]
             ports:
               - {name: http, containerPort: 8080}
             env:
               - {name: PORT, value: "8080"}
               - {name: CACHE, value: "on"}
               - {name: WINDOW, value: "12:30"}
               - name: DATABASE_URL
                 valueFrom: {secretKeyRef: {name: assessment-roll-db, key: uri}}
             resources:
               requests: {cpu: 100m, memory: 128Mi}
               limits: {cpu: 1, memory: 1.5Gi}
             securityContext:
               readOnlyRootFilesystem: true
               capabilities: {drop: [ALL]}
             volumeMounts: []
   ---
   apiVersion: v1
   kind: ConfigMap
   metadata:
     name: assessment-roll-init
   data:
     init.sql: |
       -- Makes the database and its owner; safe to run again.
       SELECT 'CREATE ROLE "owner"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'owner')
       \\gexec

       ALTER ROLE "owner" PASSWORD :'password';  # not a comment
     no-newline: |-
       a
       b
     "y": "y"
   "
  `);
});

describe('structure', () => {
  test.each<[string, JsonObject[], string]>([
    ['no documents', [], ''],
    ['an empty document', [{}], '{}\n'],
    ['documents', [{ a: 1 }, {}, { b: null }], 'a: 1\n---\n{}\n---\nb: null\n'],
    ['empty collections', [{ a: {}, b: [], c: [{}, []] }], 'a: {}\nb: []\nc:\n  - {}\n  - []\n'],
    [
      'undefined is skipped',
      [{ a: undefined, b: { c: undefined }, d: [{ e: undefined }, { f: undefined, g: 1 }] }],
      'b: {}\nd:\n  - {}\n  - {g: 1}\n',
    ],
    ['only undefined', [{ a: undefined }], '{}\n'],
    ['sequences in sequences', [{ a: [[1, [2]], [{ b: [3] }]] }], 'a:\n  - - 1\n    - [2]\n  - - {b: [3]}\n'],
    ['blocks', [{ a: 'x\n', b: ['x\ny', { c: 'x\n\n' }] }], 'a: |\n  x\nb:\n  - |-\n    x\n    y\n  - c: |+\n      x\n\n'],
    ['a block that starts with spaces', [{ a: '  x\ny\n' }], 'a: |2\n    x\n  y\n'],
    ['a very long key', [{ ['k'.repeat(321)]: { a: 1 } }], `? ${'k'.repeat(321)}\n:\n  a: 1\n`],
    ['an object without prototype', [Object.assign(Object.create(null) as JsonObject, { a: 1 })], 'a: 1\n'],
    ['an own key __proto__', [JSON.parse('{"__proto__":{"a":1}}') as JsonObject], '__proto__:\n  a: 1\n'],
    ['an object of another realm', [structuredClone({ a: { b: 1 } })], 'a:\n  b: 1\n'],
  ])('%s', (_, value, expected) => expect(emitYaml(value)).toBe(expected));

  test('deeper than the prepared depths', () => {
    const deep = (depth: number): JsonObject => (depth === 0 ? { text: 'a\nb' } : { items: [deep(depth - 1)] });
    for (const { one } of parsers) expect(one(emitYaml([deep(24)]))).toEqual(deep(24));
  });
});

describe('a short collection of scalars deeper than the fields of the object stands on one line', () => {
  const inner = (value: JsonValue): string => emitYaml([{ a: { b: value } }]).slice('a:\n  b:'.length, -1);

  test.each<[string, JsonValue, string]>([
    ['a mapping', { name: 'tmp', mountPath: '/tmp', readOnly: true }, ' {name: tmp, mountPath: /tmp, readOnly: true}'],
    ['a sequence', ['/bin/sh', '-c', 1, null], ' [/bin/sh, -c, 1, null]'],
    [
      'what ends a scalar between brackets is quoted',
      ['a,b', 'a[', 'b}', 'http://x:80', 'why?'],
      ' ["a,b", "a[", "b}", "http://x:80", "why?"]',
    ],
    ['a key that holds one collection alone', [{ a: { b: 1 } }], '\n    - {a: {b: 1}}'],
    ['and one in that', { a: { b: ['x'] } }, ' {a: {b: [x]}}'],
    ['an item with a collection and more has its lines', [{ a: { b: 1 }, c: 2 }], '\n    - a: {b: 1}\n      c: 2'],
    ['in either order', [{ c: 2, a: { b: 1 } }], '\n    - c: 2\n      a: {b: 1}'],
    ['an empty collection counts as one', [{ c: 2, a: {} }], '\n    - c: 2\n      a: {}'],
    ['a collection that is too long with its key', { a: ['x'.repeat(74)] }, `\n    a: [${'x'.repeat(74)}]`],
    ['a text of several lines has them', { a: 'x\ny' }, '\n    a: |-\n      x\n      y'],
    ['80 characters', { a: 'x'.repeat(75) }, ` {a: ${'x'.repeat(75)}}`],
    ['81 characters', { a: 'x'.repeat(76) }, `\n    a: ${'x'.repeat(76)}`],
    ['81 characters of a sequence', ['x'.repeat(79)], `\n    - ${'x'.repeat(79)}`],
  ])('%s', (_, value, expected) => expect(inner(value)).toBe(expected));

  test('not in metadata, wherever it stands, and not in the fields of the object', () => {
    const metadata = { labels: { a: 'b' } };
    expect(emitYaml([{ metadata, data: { a: 'b' }, spec: { template: { metadata } } }])).toBe(
      'metadata:\n  labels:\n    a: b\ndata:\n  a: b\nspec:\n  template:\n    metadata:\n      labels:\n        a: b\n',
    );
  });

  test('a frozen value is written by its place', () => {
    const labels = Object.freeze({ a: 'b' });
    expect(emitYaml([{ spec: { metadata: { labels }, select: { labels } } }])).toBe(
      'spec:\n  metadata:\n    labels:\n      a: b\n  select: {labels: {a: b}}\n',
    );
  });
});

describe('what JSON cannot hold is refused with its place', () => {
  class Point {
    readonly x = 1;
  }
  test.each<[string, unknown, string]>([
    ['undefined in an array', { a: [1, undefined] }, 'a[1] is undefined'],
    ['a hole', { a: { b: [1, , 2] } }, 'a.b[1] is undefined'],
    ['NaN', { spec: { ports: [{ port: NaN }] } }, 'spec.ports[0].port is NaN'],
    ['an infinity', { a: -Infinity }, 'a is -Infinity'],
    ['a function', { a: () => 1 }, 'a is a function'],
    ['a symbol', { a: Symbol('s') }, 'a is a symbol'],
    ['a bigint', { a: 1n }, 'a is a bigint'],
    ['a Date', { a: new Date(0) }, 'a is an instance of Date'],
    ['a Map', { a: [new Map()] }, 'a[0] is an instance of Map'],
    ['a class instance', { a: new Point() }, 'a is an instance of Point'],
    ['toJSON', { a: { toJSON: () => 1 } }, 'a.toJSON is a function'],
  ])('%s', (_, value, message) => {
    const emit = (): string => emitYaml([{ fine: 1 }, value as JsonObject]);
    expect(emit).toThrow(TypeError);
    expect(emit).toThrow(`cannot write YAML: ${message} (document 2 of 2)`);
  });

  test.each([[[]], ['text'], [null], [new Point()]])('a document that is no mapping: %p', (value) => {
    expect(() => emitYaml([value as unknown as JsonObject])).toThrow(TypeError);
  });
});

describe('the reader of what is written', () => {
  test('reads each document as it was', () => {
    fc.assert(
      fc.property(documents, ([value]) => {
        const text = emitYaml([value!]);
        // The lines of a very long key are left to others, as is a property that JSON.parse alone can make.
        const isOthers = text.includes('? ') || text.includes('__proto__');
        const read = readEmittedYaml(text);
        if (read !== undefined || !isOthers) expect(read).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 2000 },
    );
  });

  test('reads every manifest of the repository as the `yaml` package does', () => {
    const trees = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.k8s.yaml'));
    expect(trees.length).toBeGreaterThan(10);
    for (const path of trees) {
      const [, ...documentsOf] = readFileSync(join('dist', path), 'utf8').split(/^(?:---|# .*)\n/m);
      for (const document of documentsOf.filter((one) => one !== ''))
        expect([path, readEmittedYaml(document)]).toEqual([path, parse(document)]);
    }
  });

  test.each([
    ['nothing', ''],
    ['no mapping', '- a\n'],
    ['no end of line', 'a: b'],
    ['single quotes', "a: 'b'\n"],
    ['another indent', 'a:\n    b: c\n'],
    ['a dash at the indent of its key', 'a:\n- b\n'],
    ['a comment', 'a: b # c\n'],
    ['an anchor', 'a: &b c\nd: *b\n'],
    ['a key twice', 'a: b\na: c\n'],
    ['a folded text', 'a: >\n  b\n'],
    ['a number in another notation', 'a: 1.0\n'],
    ['a word of YAML 1.1', 'a: yes\n'],
    ['brackets over lines', 'a: [b,\n  c]\n'],
    ['an open bracket', 'a:\n  b:\n    c: [d\n'],
    ['brackets that do not fit', 'a:\n  b:\n    c: [d}\n'],
    ['a tab', 'a:\n\tb: c\n'],
    ['two documents', 'a: b\n---\nc: d\n'],
    ['a prototype', '__proto__: {a: b}\n'],
    ['no value', 'a:\nb: c\n'],
  ])('leaves %s to others', (_title, text) => {
    expect(readEmittedYaml(text)).toBeUndefined();
  });
});
