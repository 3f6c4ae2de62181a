import { applyJsonPatch, type JsonPatchOperation, PatchError, strategicMerge } from '../../formats';

const value = { a: { 'b/c': [1, 2, 3], 'd~e': 'x' }, list: [{ name: 'one' }] };

test.each<[string, JsonPatchOperation, object]>([
  ['adds to a mapping', { op: 'add', path: '/z', value: null }, { ...value, z: null }],
  ['adds into a list', { op: 'add', path: '/a/b~1c/1', value: 9 }, { ...value, a: { ...value.a, 'b/c': [1, 9, 2, 3] } }],
  ['adds to the end of a list', { op: 'add', path: '/list/-', value: 9 }, { ...value, list: [{ name: 'one' }, 9] }],
  ['replaces', { op: 'replace', path: '/a/d~0e', value: 'y' }, { ...value, a: { ...value.a, 'd~e': 'y' } }],
  ['removes from a list', { op: 'remove', path: '/a/b~1c/0' }, { ...value, a: { ...value.a, 'b/c': [2, 3] } }],
  ['moves', { op: 'move', from: '/list/0', path: '/first' }, { a: value.a, list: [], first: { name: 'one' } }],
  ['copies', { op: 'copy', from: '/list/0/name', path: '/first' }, { ...value, first: 'one' }],
  ['tests', { op: 'test', path: '/list', value: [{ name: 'one' }] }, value],
  [
    'takes __proto__ for a key',
    { op: 'add', path: '/__proto__', value: 1 },
    JSON.parse(JSON.stringify(value).replace(/}$/, ',"__proto__":1}')) as object,
  ],
])('%s', (_, operation, expected) => {
  const before = structuredClone(value);
  expect(applyJsonPatch(value, [operation])).toEqual(expected);
  expect(value).toEqual(before);
});

test.each<[string, JsonPatchOperation]>([
  ['no pointer', { op: 'add', path: 'a', value: 1 }],
  ['what is not there', { op: 'replace', path: '/b', value: 1 }],
  ['an index past the end', { op: 'add', path: '/list/5', value: 1 }],
  ['an index that is no number', { op: 'add', path: '/list/x', value: 1 }],
  ['a path into a text', { op: 'add', path: '/a/d~0e/f', value: 1 }],
  ['a removed root', { op: 'replace', path: '', value: 1 }],
  ['another value', { op: 'test', path: '/list', value: [] }],
  ['the length of a list', { op: 'remove', path: '/list/length' }],
  ['a length to write', { op: 'replace', path: '/list/length', value: 0 }],
  ['a length to copy', { op: 'copy', from: '/list/length', path: '/a' }],
  ['an index that starts with 0', { op: 'remove', path: '/list/00' }],
  ['an inherited field', { op: 'remove', path: '/constructor' }],
])('refuses %s', (_, operation) => {
  expect(() => applyJsonPatch(value, [operation])).toThrow(PatchError);
});

test('refuses copies that double what they copy', () => {
  const copies = Array.from({ length: 60 }, (_, index): JsonPatchOperation => ({ op: 'copy', from: '/a', path: `/a/${index}` }));
  expect(() => applyJsonPatch(value, copies)).toThrow('its values and copies take more than 3 MiB');
});

const pod = {
  containers: [{ name: 'a', image: 'a:1', env: [{ name: 'X', value: '1' }], ports: [{ containerPort: 1 }] }],
  volumes: [{ name: 'v', emptyDir: {} }],
  args: ['x'],
};

test.each<[string, object, object]>([
  [
    'a field of a container',
    { containers: [{ name: 'a', image: 'a:2' }] },
    { ...pod, containers: [{ ...pod.containers[0], image: 'a:2' }] },
  ],
  ['a further container', { containers: [{ name: 'b' }] }, { ...pod, containers: [...pod.containers, { name: 'b' }] }],
  [
    'variables and ports',
    {
      containers: [
        {
          name: 'a',
          env: [
            { name: 'X', value: '2' },
            { name: 'Y', value: '3' },
          ],
          ports: [{ containerPort: 1, name: 'p' }],
        },
      ],
    },
    {
      ...pod,
      containers: [
        {
          ...pod.containers[0],
          env: [
            { name: 'X', value: '2' },
            { name: 'Y', value: '3' },
          ],
          ports: [{ containerPort: 1, name: 'p' }],
        },
      ],
    },
  ],
  ['a volume to delete', { volumes: [{ name: 'v', $patch: 'delete' }] }, { ...pod, volumes: [] }],
  ['another list, as a whole', { args: ['y'] }, { ...pod, args: ['y'] }],
  ['null', { args: null }, { containers: pod.containers, volumes: pod.volumes }],
])('merges %s', (_, patch, expected) => {
  const before = structuredClone(pod);
  expect(strategicMerge(pod, patch)).toEqual(expected);
  expect(pod).toEqual(before);
});

test.each<[string, object]>([
  ['an item without its key', { containers: [{ image: 'x' }] }],
  ['an item that is not there to delete', { volumes: [{ name: 'w', $patch: 'delete' }] }],
  ['another directive', { volumes: [{ name: 'v', $patch: 'replace' }] }],
])('does not merge %s', (_, patch) => {
  expect(() => strategicMerge(pod, patch)).toThrow(PatchError);
});

test.each([
  [{ $patch: 'replace', args: [] }, '$patch'],
  [{ volumes: [{ name: 'v', emptyDir: { $retainKeys: ['medium'] } }] }, '$retainKeys'],
  [{ '$setElementOrder/containers': [{ name: 'a' }] }, '$setElementOrder/containers'],
  [{ '$deleteFromPrimitiveList/args': ['x'] }, '$deleteFromPrimitiveList/args'],
  [{ args: [{ $patch: 'delete' }] }, '$patch'],
])('a merge with the directive in %j is refused', (patch, directive) => {
  expect(() => strategicMerge(pod, patch)).toThrow(`\`${directive}\` is a directive that is not followed here`);
});
