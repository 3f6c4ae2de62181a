import { ClusterError } from '../../cli/cluster/cluster-error';
import type { ExpectedObject } from '../../cli/cluster/expected-object';
import { readCluster } from '../../cli/cluster/read-cluster';
import type { Platform } from '../../model';

// A real kubectl answers in tests/cluster. What something else of that name answers is a sentence, and no defect.
const expected = [{ kind: 'secret', name: 'orders-db' }] as unknown as readonly ExpectedObject[];
const platform = { namespace: 'shop' } as Platform;

test.each([
  ...['null', '5', '[]', '"text"', '{}', '{"items":5}', '{"items":[null]}', '{"metadata":null}', '{"metadata":{"name":5}}'],
  ...['{"items":[{"metadata":{"name":"a"},"data":{"a":5}}]}', '{"metadata":{"name":"a","labels":[]}}', 'nonsense'],
])('an answer of another form is an error in words: %s', async (stdout) => {
  await expect(readCluster(() => Promise.resolve({ code: 0, stdout, stderr: '' }), platform, expected)).rejects.toThrow(ClusterError);
});

test.each([
  '{"items":[{"metadata":{"name":"orders-db","resourceVersion":"1"},"data":null}]}',
  '{"metadata":{"name":"orders-db","resourceVersion":"1"},"type":"Opaque"}',
])('an answer without values is read: %s', async (stdout) => {
  const { found } = await readCluster(() => Promise.resolve({ code: 0, stdout, stderr: '' }), platform, expected);
  expect([...found.values()].map(({ resourceVersion, values }) => [resourceVersion, values.size])).toEqual([['1', 0]]);
});
