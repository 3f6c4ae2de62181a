import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { objectsOf, platformOf } from '../support/platform';

function problemsOf(objects: readonly object[]): string[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(__dirname, 'validate.mjs')], {
    input: JSON.stringify(objects),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as string[];
}

/** Whether an object is of the API itself. Custom resources are held against their operators' definitions, on a real API server. */
function isBuiltIn({ apiVersion }: { readonly apiVersion: string }): boolean {
  // The Gateway API is no part of a cluster by itself.
  return /^(v1|[a-z]+\/v\d+|(?!gateway\.networking\.)[a-z.]+\.k8s\.io\/v\d+)$/.test(apiVersion);
}

describe("the Kubernetes API's own schemas", () => {
  test.each(Object.entries(goldenPlatforms))('accept %s', (_, input) => {
    expect(problemsOf(objectsOf(platformOf(input)).filter(isBuiltIn))).toEqual([]);
  });

  test('refuse a wrong object, so the test above can fail', () => {
    const wrong = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' }, spec: { replicas: 'two' } };
    expect(problemsOf([wrong]).join()).toContain('replicas');
  });
});
