import { writtenKinds } from '../../cli/cluster/written-kinds';
import { buildApp } from '../../constructs';
import type { KubernetesObject } from '../../model';
import { groupKind } from '../../model/objects/pod';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { compiledOf } from '../support/platform';

/** The namespace and what else belongs to the whole cluster is asked for by name, Secrets without their values; a team may carry any kind. */
const others = ['scheduling.k8s.io/PriorityClass', 'v1/Namespace', 'v1/Secret'];

test('the kinds that a cluster is asked for are those of the golden trees', () => {
  const kinds = Object.values(goldenPlatforms).flatMap((input) =>
    buildApp(compiledOf(input), { write: () => undefined })
      .render()
      .flatMap(({ objects }) => (objects as unknown as KubernetesObject[]).map(groupKind)),
  );
  expect([...new Set(kinds)].sort()).toEqual([...writtenKinds, ...others].sort());
});
