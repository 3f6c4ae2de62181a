import { consequenceFixtures } from '../fixtures/consequences';
import { upgradeFixtures } from '../fixtures/rules/upgrades';
import { areas, type Code } from '../../diagnostics';

/**
 * The rows of k8s-spec §10, each with the codes that tell it. Those codes have fixtures, and every fixture is applied to a real API server by tests/cluster/plan.test.ts, which holds the server's answer
 * against the verdict. A row without a code is told by a step of the plan itself, or by a finding of `check` that comes before any plan.
 */
const rows: readonly (readonly [row: number, what: string, codes: readonly Code[], otherwise?: string])[] = [
  [1, 'selector of a Deployment', ['upgrade-selector']],
  [2, 'labels of pods that the selector does not match, by a patch', ['patch-failed']],
  [3, 'selector, serviceName, claims, podManagementPolicy of a StatefulSet', ['upgrade-selector', 'upgrade-volume', 'upgrade-immutable']],
  [4, 'fewer pods of a StatefulSet, claims that are deleted', ['plan-capacity-falls', 'upgrade-claims-deleted']],
  [5, 'template of a Job', ['upgrade-immutable', 'plan-job-runs']],
  [6, 'clusterIP', ['upgrade-immutable']],
  [7, 'a Service that becomes headless', ['upgrade-immutable']],
  [8, 'selector and ports of a Service', ['plan-service-moves']],
  [9, 'hostname', ['plan-service-gone', 'url-host-unknown']],
  [10, 'StorageClass and access of a claim', ['upgrade-volume']],
  [11, 'a smaller claim', ['upgrade-volume']],
  [12, 'a larger claim', [], 'a step `change` with the two sizes'],
  [13, 'an immutable ConfigMap', ['upgrade-immutable']],
  [14, 'the type of a Secret', ['upgrade-immutable']],
  [15, 'roleRef', ['upgrade-immutable']],
  [16, 'objects of the whole cluster', ['upgrade-immutable']],
  [17, 'another name or namespace', ['upgrade-volume-left', 'plan-namespace-gone']],
  [18, 'another database', ['upgrade-database']],
  [19, 'no database any more', ['upgrade-database']],
  [20, 'a major of PostgreSQL', ['upgrade-postgres-major']],
  [21, 'an extension less', ['plan-extension-stays']],
  [22, 'a Database of CloudNativePG', ['upgrade-immutable']],
  [25, 'a route less', ['plan-route-gone', 'upgrade-route-fell']],
  [26, 'another route, host or login', ['plan-route-moves', 'plan-route-gone', 'plan-login-gone']],
  [27, 'another class, or HTTPRoutes', ['plan-class-changes', 'plan-entry-moves', 'upgrade-route-left', 'upgrade-route-doubled']],
  [28, 'an autoscaler in place of a number', ['plan-replicas-released']],
  [29, 'one pod, and a budget that needs it', ['plan-capacity-falls', 'plan-drain-blocked']],
  [30, 'smaller limits, more than the quota', ['plan-limits-fall', 'quota-exceeded']],
  [31, 'a NetworkPolicy that allows less', ['plan-network-closes']],
  [32, 'an older image, no digest any more', ['plan-image-back', 'plan-image-unpinned']],
  [33, 'pods that restart', ['plan-pods-restart']],
  [34, 'another user of a volume', ['upgrade-volume-user']],
  [35, 'Recreate', ['plan-pods-stop']],
  [36, 'an object that goes', ['plan-database-left'], 'a step `delete` or `leave`, and the line of kubectl'],
  [37, 'a namespace that goes', ['plan-namespace-gone']],
  [38, 'a stricter Pod Security Standard', ['plan-pods-refused']],
  [39, 'Argo CD in place of kubectl', ['plan-delivery-switches', 'plan-job-runs']],
];

test('every row has its codes, and each of those its fixture', () => {
  const shown = new Set<string>([...upgradeFixtures, ...consequenceFixtures].map(({ code }) => code));
  const ofPlans: ReadonlySet<string> = new Set([...Object.keys(areas.upgrades), ...Object.keys(areas.consequences)]);
  for (const [row, , codes, otherwise] of rows) {
    expect([row, codes.length > 0 || otherwise !== undefined]).toEqual([row, true]);
    for (const code of codes) if (ofPlans.has(code)) expect([row, code, shown.has(code)]).toEqual([row, code, true]);
  }
  // 23 and 24 are about topology that operators of brokers make, which Cadastre does not write.
  const missing = Array.from({ length: 39 }, (_, at) => at + 1).filter((row) => !rows.some(([known]) => known === row));
  expect(missing).toEqual([23, 24]);
});
