import type { KubernetesObject } from '../../model';
import { fieldChanges } from '../../plan/field-changes';

const object = (spec: unknown, kind = 'Deployment', more: object = {}): KubernetesObject =>
  ({ apiVersion: 'v1', kind, metadata: { name: 'a' }, spec, ...more }) as never;
const changesOf = (was: unknown, is: unknown, kind?: string): string[] =>
  fieldChanges(object(was, kind), object(is, kind)).map(({ path, from, to, items = {} }) =>
    [
      `${path}: ${from ?? 'none'} -> ${to ?? 'none'}`,
      ...Object.entries(items as Readonly<Record<string, readonly string[]>>).flatMap(([how, some]) =>
        some.length > 0 ? [`${how} ${some.join(' ')}`] : [],
      ),
    ].join(', '),
  );
const container = (more: object): object => ({ containers: [{ name: 'app', ...more }] });

test.each([
  ['a value', { a: 1 }, { a: 2 }, ['spec.a: 1 -> 2']],
  ['a field that is new', {}, { a: { b: true } }, ['spec.a: none -> {"b":true}']],
  ['a field that goes', { a: 'x' }, {}, ['spec.a: x -> none']],
  ['a key with dots', { 'a.b': '1' }, { 'a.b': '2' }, ["spec.'a.b': 1 -> 2"]],
  [
    'a variable by its name, whatever its position is',
    container({
      env: [
        { name: 'B', value: '1' },
        { name: 'A', value: '1' },
      ],
    }),
    container({
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    }),
    ['spec.containers[app].env[B].value: 1 -> 2'],
  ],
  ['an amount that means the same', { limits: { cpu: '1000m', memory: '1Gi' } }, { limits: { cpu: '1', memory: '1024Mi' } }, []],
  ['an amount', { limits: { cpu: '1000m' } }, { limits: { cpu: '2' } }, ['spec.limits.cpu: 1000m -> 2']],
  ['a length of time that means the same', { refreshInterval: '60m' }, { refreshInterval: '1h' }, []],
  ['a version that looks like an amount', { tag: '1.0' }, { tag: '1' }, ['spec.tag: 1.0 -> 1']],
  ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
  ['a list of values', { args: ['a', 'b'] }, { args: ['a', 'c'] }, ['spec.args: ["a","b"] -> ["a","c"], added c, removed b']],
  ['a list in another order', { args: ['a', 'b', 'c'] }, { args: ['c', 'a', 'b'] }, ['spec.args: ["a","b","c"] -> ["c","a","b"], moved c']],
  [
    'the values of a selector by its key',
    { matchExpressions: [{ key: 'a', operator: 'In', values: ['x'] }] },
    { matchExpressions: [{ key: 'a', operator: 'In', values: ['x', 'y'] }] },
    ['spec.matchExpressions[a].values: ["x"] -> ["x","y"], added y'],
  ],
  [
    'an item without a name, whose place is another one',
    { from: [{ a: 1 }, { b: 1 }] },
    { from: [{ c: 1 }, { a: 1 }, { b: 1 }] },
    ['spec.from[0]: none -> {"c":1}'],
  ],
  [
    'items without a name in another order',
    { from: [{ a: 1 }, { b: 1 }] },
    { from: [{ b: 1 }, { a: 1 }] },
    ['spec.from: [{"a":1},{"b":1}] -> [{"b":1},{"a":1}], moved {"b":1}'],
  ],
  [
    'labels one by one, where there were none',
    {},
    { labels: { a: '1', b: '2' } },
    ['spec.labels.a: none -> 1', 'spec.labels.b: none -> 2'],
  ],
  [
    'another order in the template of pods, which makes new ones',
    { template: { spec: container({ env: [{ name: 'A' }, { name: 'B' }] }) } },
    { template: { spec: container({ env: [{ name: 'B' }, { name: 'A' }] }) } },
    ['spec.template.spec.containers[app].env: ["A","B"] -> ["B","A"], moved B'],
  ],
  [
    'items of which two have one name, the second as such',
    {
      env: [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
    },
    {
      env: [
        { name: 'A', value: '1' },
        { name: 'A', value: '3' },
      ],
    },
    ['spec.env[A (2)].value: 2 -> 3'],
  ],
])('tells %s', (_title, was, is, said) => {
  expect(changesOf(was, is)).toEqual(said);
});

describe('a value that nobody may see', () => {
  const secret = 'Zq8vN2rT5xW7yB4k';

  test.each([
    ['of a Secret', object({}, 'Secret', { data: { password: secret } }), object({}, 'Secret', { data: { password: `${secret}2` } })],
    ['of a Secret in plain text', object({}, 'Secret', { stringData: { a: secret } }), object({}, 'Secret', { stringData: { a: 'x' } })],
    ['of a whole Secret', object({}, 'Secret', {}), object({}, 'Secret', { data: { a: secret } })],
    ['of a sealed one', object({ encryptedData: { a: secret } }, 'SealedSecret'), object({ encryptedData: { a: 'b' } }, 'SealedSecret')],
    [
      'of a variable with the name of a credential',
      object(container({ env: [{ name: 'DB_PASSWORD', value: secret }] })),
      object(container({ env: [{ name: 'DB_PASSWORD', value: 'x' }] })),
    ],
    [
      'of a new container with such a variable',
      object({ containers: [] }),
      object(container({ env: [{ name: 'DB_PASSWORD', value: secret }] })),
    ],
    [
      'of a new variable whose name alone says so',
      object(container({ env: [] })),
      object(container({ env: [{ name: 'SESSION_SECRET', value: secret }] })),
    ],
    ['of a ConfigMap', object({}, 'ConfigMap', { data: {} }), object({}, 'ConfigMap', { data: { SESSION_SECRET: secret } })],
    ['of a whole ConfigMap', object({}, 'ConfigMap', {}), object({}, 'ConfigMap', { data: { SESSION_SECRET: secret } })],
    ['that goes', object(container({ env: [{ name: 'SESSION_SECRET', value: secret }] })), object(container({ env: [] }))],
    [
      'in a checksum of Secrets',
      object({ annotations: { 'cadastre.dev/config-checksum': secret } }),
      object({ annotations: { 'cadastre.dev/config-checksum': 'b' } }),
    ],
    ['in an option', object(container({ args: [`--password=${secret}`] })), object(container({ args: ['--password=x'] }))],
    [
      'in the argument after an option',
      object(container({ args: ['--password', secret] })),
      object(container({ args: ['--password', 'x'] })),
    ],
    ['in the argument after -p', object(container({ args: ['-p', secret] })), object(container({ args: ['-p', 'hunter2hunter2'] }))],
    ['right behind -p', object(container({ command: ['mysql', `-p${secret}`] })), object(container({ command: ['mysql', '-px'] }))],
    ['in a script', object(container({ args: ['-c', `mysql -p${secret} -h db`] })), object(container({ args: ['-c', 'run'] }))],
    [
      'in a URL of an argument',
      object(container({ args: [`postgres://u:${secret}@h/d`] })),
      object(container({ args: ['postgres://u:x@h/d'] })),
    ],
    ['of a whole container with arguments', object({ containers: [] }), object(container({ args: ['--password', secret] }))],
    [
      'in what was applied',
      object({}, 'Deployment', {
        metadata: { name: 'a', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': `{"stringData":{"a":"${secret}"}}` } },
      }),
      object({}, 'Deployment', { metadata: { name: 'a', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } } }),
    ],
    [
      'in all annotations',
      object({}, 'Deployment', { metadata: { name: 'a', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': secret } } }),
      object({}),
    ],
    [
      'in a connection string of a ConfigMap',
      object({}, 'ConfigMap', { data: { DSN: `redis://:${secret}@h` } }),
      object({}, 'ConfigMap', { data: { DSN: 'x' } }),
    ],
    [
      'in a file',
      object({}, 'ConfigMap', { data: { 'app.ini': `a=1\npassword=${secret}\n` } }),
      object({}, 'ConfigMap', { data: { 'app.ini': 'a=1\n' } }),
    ],
    [
      'in the bytes of a file',
      object({}, 'ConfigMap', { binaryData: { 'app.ini': Buffer.from(`password=${secret}\n`).toString('base64') } }),
      object({}, 'ConfigMap', { binaryData: { 'app.ini': 'YQ==' } }),
    ],
    ['of a custom resource', object({ database: { password: secret } }, 'Cluster'), object({ database: { password: 'x' } }, 'Cluster')],
    [
      'of a header',
      object({ set: [{ name: 'Authorization', value: `Bearer ${secret}` }] }),
      object({ set: [{ name: 'Authorization', value: 'x' }] }),
    ],
    [
      'of a header with a key',
      object({ set: [{ name: 'X-Api-Key', value: secret }] }),
      object({ set: [{ name: 'X-Api-Key', value: 'x' }] }),
    ],
    [
      'of a header by its name',
      object({ headers: { 'X-Api-Key': secret } }, 'Middleware'),
      object({ headers: { 'X-Api-Key': 'x' } }, 'Middleware'),
    ],
    ['of a parameter', object([{ parameter: 'password', value: secret }], 'A'), object([{ parameter: 'password', value: 'x' }], 'A')],
    [
      'in a URL',
      object(container({ env: [{ name: 'A', value: `postgres://u:${secret}@h/d` }] })),
      object(container({ env: [{ name: 'A', value: `postgres://u:x@h/d` }] })),
    ],
  ])('%s is not shown', (_title, was, is) => {
    const changes = fieldChanges(was, is);
    expect(changes.length).toBeGreaterThan(0);
    expect(JSON.stringify(changes)).not.toContain(secret);
    expect(JSON.stringify(changes)).not.toContain(Buffer.from(`password=${secret}`).toString('base64').slice(0, -4));
  });
});
