import { stageWaves } from '../../model/blueprint';
import { connectionBudgets } from '../../model/rules/facts/connection-budgets';
import { podsAtPeak } from '../../model/rules/facts/peak';
import {
  compiledOf,
  developmentOverlay,
  objectsOf,
  platformOf,
  type PlatformInput,
  plainService,
  productionOverlay,
} from '../support/platform';

const hooks = { seed: { command: ['seed'] }, before: { command: ['announce'] }, after: { command: ['warm'], deadlineSeconds: 60 } };
const owners = { ...plainService, database: 'owners', needsRedis: true, migration: { mode: 'job', command: ['migrate'] }, hooks };

describe.each([
  ['kubectl in development', developmentOverlay, ['seed', 'before', 'after']],
  ['argocd', productionOverlay, ['before', 'after']],
])('the hooks of a service, by %s', (_, overlay, names) => {
  const { platform, blueprint } = compiledOf({ services: { owners }, overlay: { ...overlay, replicas: 1 } });
  const found = blueprint.workloads.filter(({ kind }) => kind === 'hook');

  test('are Jobs of their own, the seed in development alone', () => {
    expect(found.map(({ id }) => id)).toEqual(names.map((name) => `hook/owners/${name}`));
    expect(found.map(({ identity }) => identity.component)).toEqual(names.map((name) => `hook-${name}`));
  });

  test('have image, variables and login of the pods, and no claim on a port', () => {
    const app = blueprint.workloads.find(({ id }) => id === 'service/owners')?.pod.containers[0];
    for (const { pod } of found) {
      expect(pod.containers[0]).toMatchObject({ image: app?.image, variables: app?.variables, ports: [] });
      expect(pod.containers[0]?.probes).toBeUndefined();
    }
  });

  test('count in the connection budget, in the limit of the role and in the quota', () => {
    const [budget] = connectionBudgets(platform, blueprint);
    const one = { maxPods: 1, poolSize: 10 };
    expect(budget?.services.filter(({ key }) => key !== 'owners')).toEqual(names.map((name) => ({ key: `owners (hook ${name})`, ...one })));
    expect(platform.services[0]?.database?.connectionLimit).toBe((3 + names.length) * 10 + 5);
    expect(podsAtPeak(blueprint).map(({ name }) => name)).toEqual(expect.arrayContaining(names.map((name) => `hook ${name} of owners`)));
  });

  test('reach what the pods reach', () => {
    const of = (id: string): unknown[] =>
      blueprint.connections.filter(({ from }) => from.kind === 'workload' && from.id === id).map(({ to, why }) => [to, why]);
    for (const name of names) expect(of(`hook/owners/${name}`)).toEqual(of('service/owners'));
  });
});

describe.each(['service', 'worker', 'stateful'] as const)('with Argo CD the pods of a %s', (kind) => {
  const { blueprint } = compiledOf({
    services: { plain: { ...plainService, kind, ...(kind === 'stateful' && { volumes: { '/data': { size: '1Gi' } } }), hooks } },
    overlay: { ...developmentOverlay, delivery: 'argocd' },
  });
  const wave = (start: string): number => stageWaves[blueprint.workloads.find(({ id }) => id.startsWith(start))?.stage ?? 'namespace'];

  test('are applied after the hooks before them, and before the one after', () => {
    expect(wave('hook/plain/seed')).toBeLessThan(wave(`${kind}/plain`));
    expect(wave('hook/plain/before')).toBeLessThan(wave(`${kind}/plain`));
    expect(wave('hook/plain/after')).toBeGreaterThan(wave(`${kind}/plain`));
  });
});

test('with Argo CD a stateful service whose hooks all come after it, or that has none, is there before the others', () => {
  for (const others of [{ hooks: { after: hooks.after } }, {}]) {
    const { blueprint } = compiledOf({ services: { plain: { ...plainService, kind: 'stateful', ...others } }, overlay: productionOverlay });
    expect(blueprint.workloads.find(({ id }) => id === 'stateful/plain')?.stage).toBe('backing');
  }
});

test('with Argo CD what may never be healthy holds back no hook: it is in the last wave, and where there is no hook after the pods all is', () => {
  const web = { ...plainService, autoscaling: { minReplicas: 2, maxReplicas: 4 } };
  const late = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late', annotations: { 'argocd.argoproj.io/sync-wave': '5' } } };
  const wavesIn = (owners: object, manifests: PlatformInput['manifests'] = {}): Record<string, string | undefined> => {
    const objects = objectsOf(platformOf({ services: { owners }, overlay: productionOverlay, environment: 'prod', manifests }));
    return Object.fromEntries(
      ['Deployment', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'Ingress'].map((kind) => {
        const { annotations } = objects.find((object) => object.kind === kind)!.metadata as { annotations?: Record<string, string> };
        return [kind, annotations?.['argocd.argoproj.io/sync-wave']];
      }),
    );
  };
  const none = { Deployment: undefined, HorizontalPodAutoscaler: undefined, PodDisruptionBudget: undefined, Ingress: undefined };
  const last = { ...none, HorizontalPodAutoscaler: '20', Ingress: '20' };
  expect(wavesIn(web)).toEqual(none);
  expect(wavesIn({ ...web, hooks: { before: hooks.before } })).toEqual(none);
  expect(wavesIn({ ...web, hooks: { after: hooks.after } })).toEqual(last);
  expect(wavesIn(web, { late: [late] })).toEqual(last);
});

test('with Argo CD the Jobs that a hook before the pods waits for come before it, those of other services do not', () => {
  const database = { ...plainService, migration: { mode: 'job', command: ['migrate'] } };
  const { blueprint } = compiledOf({
    services: {
      accounts: { ...database, hostname: 'accounts', database: 'accounts', routes: [] },
      ledger: { ...database, hostname: 'ledger', database: 'ledger', routes: [] },
      reports: {
        ...plainService,
        hostname: 'reports',
        routes: [],
        database: { of: 'accounts', access: 'read', reason: 'x' },
        hooks: { before: hooks.before },
      },
    },
    overlay: productionOverlay,
  });
  const stages = Object.fromEntries(blueprint.workloads.map(({ id, stage }) => [id, stage]));
  expect(stages).toMatchObject({
    'init/accounts': 'jobBeforeHooks',
    'migration/accounts': 'jobBeforeHooks',
    'init/reports': 'jobBeforeHooks',
    'hook/reports/before': 'hookBefore',
    'init/ledger': 'workload',
    'migration/ledger': 'workload',
  });
  expect(stageWaves.jobBeforeHooks).toBeLessThan(stageWaves.hookBefore);
});

test('with Argo CD pods wait for what comes before, and what comes after waits for them', () => {
  const { blueprint } = compiledOf({ services: { owners }, overlay: productionOverlay });
  const waits = Object.fromEntries(blueprint.workloads.map(({ id, waitsFor, stage }) => [id, [stage, ...waitsFor]]));
  expect(waits['hook/owners/before']).toEqual(['hookBefore', 'init/owners', 'migration/owners']);
  expect(waits['service/owners']).toEqual(['workload', 'init/owners', 'migration/owners', 'hook/owners/before']);
  expect(waits['hook/owners/after']).toEqual(['hookAfter', 'init/owners', 'migration/owners', 'service/owners']);
});
