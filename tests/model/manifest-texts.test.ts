import { compiled, shop } from '../support/shop';

/** The findings about one carried object. */
function found(object: object): string[] {
  const { diagnostics } = compiled({ ...shop(), manifests: { extra: [object] } });
  return diagnostics
    .filter(({ at }) => at.file.includes('extra'))
    .map(({ code, at }) => `${code} ${at.path.join('.')}${at.key === true ? '#' : ''}`);
}

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'extra', annotations: { note: 'text' } }, data: { a: 'text' } };

test('a carried object may have any whole character', () => {
  expect(found({ ...configMap, data: { a: 'é 😀 \u{10ffff}' } })).toEqual([]);
});

test.each([
  ['a value', { ...configMap, data: { a: 'x\ud800' } }, 'text-invalid data.a'],
  ['the second half', { ...configMap, data: { a: '\udc00x' } }, 'text-invalid data.a'],
  ['a key', { ...configMap, data: { ['a\udfff']: 'x' } }, 'text-invalid data.a\udfff#'],
  [
    'an annotation',
    { ...configMap, metadata: { name: 'extra', annotations: { note: '\ud83d' } } },
    'text-invalid metadata.annotations.note',
  ],
  [
    'a list',
    { apiVersion: 'acme.example/v1', kind: 'Thing', metadata: { name: 'extra' }, spec: { list: ['a', '\ud800'] } },
    'text-invalid spec.list.1',
  ],
])('half a character in %s of a carried object is an error, where it stands', (_, object, expected) => {
  expect(found(object)).toContain(expected);
});

test('a label of a pod that is a mapping with a key of every object ends no run', () => {
  for (const key of ['toString', 'valueOf', 'constructor', '__proto__', 'length']) {
    const odd = JSON.parse(`{"${key}":"x"}`) as object;
    const metadata = { labels: { 'app.kubernetes.io/name': 'orders', 'app.kubernetes.io/component': odd } };
    const template = { metadata, spec: { containers: [{ name: 'extra', image: 'ghcr.io/acme/extra:1' }] } };
    expect(() =>
      found({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'extra' },
        spec: { selector: { matchLabels: metadata.labels }, template },
      }),
    ).not.toThrow();
  }
});
