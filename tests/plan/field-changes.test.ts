import type { KubernetesObject } from '../../model';
import { fieldChanges } from '../../plan/field-changes';

const object = (spec: unknown, kind = 'Deployment', more: object = {}): KubernetesObject =>
  ({ apiVersion: 'v1', kind, metadata: { name: 'a' }, spec, ...more }) as never;
const changesOf = (was: unknown, is: unknown, kind?: string): string[] =>
  fieldChanges(object(was, kind), object(is, kind)).map(({ path, from, to }) => `${path}: ${from ?? 'none'} -> ${to ?? 'none'}`);
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
  ['a list of values', { args: ['a', 'b'] }, { args: ['a', 'c'] }, ['spec.args: ["a","b"] -> ["a","c"]']],
  [
    'items of which two have one name, by their position',
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
    ['spec.env[1].value: 2 -> 3'],
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
    [
      'in a URL',
      object(container({ env: [{ name: 'A', value: `postgres://u:${secret}@h/d` }] })),
      object(container({ env: [{ name: 'A', value: `postgres://u:x@h/d` }] })),
    ],
  ])('%s is not shown', (_title, was, is) => {
    const changes = fieldChanges(was, is);
    expect(changes.length).toBeGreaterThan(0);
    expect(JSON.stringify(changes)).not.toContain(secret);
  });
});
