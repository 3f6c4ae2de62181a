import type { KubernetesObject } from '../../model';
import { appliedBy, ownedPart } from '../../plan';

/** A record of who owns fields, as the server keeps it. */
const entry = (manager: string, operation: 'Apply' | 'Update', fieldsV1: object): object => ({ manager, operation, fieldsV1 });
const deployment = (spec: object, managedFields: readonly object[] = [], annotations: object = {}): KubernetesObject =>
  ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a', namespace: 'b', uid: 'x', managedFields, annotations },
    spec,
  }) as never;
const manifest = (spec: object): KubernetesObject =>
  ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a', namespace: 'b' }, spec }) as never;
const applied = (spec: object): object => ({ 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ spec }) });
const specOf = ({ object }: { readonly object: KubernetesObject }): unknown => object['spec'];

const containers = (names: Record<string, object>): object => ({
  'f:spec': {
    'f:containers': Object.fromEntries(
      Object.entries(names).map(([name, fields]) => [`k:${JSON.stringify({ name })}`, { '.': {}, ...fields }]),
    ),
  },
});

describe('what an apply compares of a live object', () => {
  test('is what the manifest has, and not what the server has filled in', () => {
    const live = deployment({ replicas: 2, paused: false, strategy: { type: 'RollingUpdate' } });
    expect(ownedPart(live, manifest({ replicas: 3 }))).toEqual({ object: manifest({ replicas: 2 }), edits: [] });
  });

  test('is what was applied on the server, also where the manifest does not have it any more', () => {
    const live = deployment({ paused: true, replicas: 2, selector: { a: 'b' } }, [
      entry('kubectl', 'Apply', { 'f:spec': { 'f:paused': {} } }),
      entry('kube-controller-manager', 'Update', { 'f:spec': { 'f:replicas': {} } }),
    ]);
    expect(specOf(ownedPart(live, manifest({})))).toEqual({ paused: true });
    expect(specOf(ownedPart(live, undefined))).toEqual({ paused: true });
    expect(appliedBy(live)).toBe('server-side');
  });

  test('is what was applied by a client, by its annotation: its record has also what the server has filled in', () => {
    const owned = entry('kubectl-client-side-apply', 'Update', { 'f:spec': { 'f:paused': {}, 'f:replicas': {} } });
    const live = deployment({ paused: true, replicas: 1 }, [owned], applied({ paused: true }));
    expect(specOf(ownedPart(live, manifest({})))).toEqual({ paused: true });
    expect(JSON.stringify(ownedPart(live, manifest({})).object)).not.toContain('last-applied');
    expect(appliedBy(live)).toBe('client-side');
  });

  test('leaves out items of others, and keeps its own that go', () => {
    const live = deployment({ containers: [{ name: 'injected' }, { name: 'old' }, { name: 'app', image: 'a', tty: false }] }, [
      entry('argocd-controller', 'Apply', containers({ app: { 'f:image': {} }, old: {} })),
      entry('istio', 'Update', containers({ injected: {} })),
    ]);
    expect(specOf(ownedPart(live, manifest({ containers: [{ name: 'app', image: 'b' }] })))).toEqual({
      containers: [{ name: 'app', image: 'a' }, { name: 'old' }],
    });
    expect(appliedBy(live)).toBe('argocd');
  });

  test('is spelt as in the manifest where that means the same', () => {
    const live = deployment({ limits: { cpu: '1', memory: '1Gi' } });
    expect(specOf(ownedPart(live, manifest({ limits: { cpu: '1000m', memory: '2Gi' }, note: '' })))).toEqual({
      limits: { cpu: '1000m', memory: '1Gi' },
      note: '',
    });
  });

  test('of a list with one owner keeps what somebody has given, and not what is filled in', () => {
    const owned = entry('kubectl', 'Apply', { 'f:spec': { 'f:ingress': {} } });
    const live = deployment(
      {
        ingress: [
          {
            ports: [
              { port: 1, protocol: 'TCP' },
              { port: 2, protocol: 'UDP' },
            ],
          },
        ],
      },
      [owned],
    );
    const now = manifest({ ingress: [{ ports: [{ port: 1 }, { port: 2 }] }] });
    expect(specOf(ownedPart(live, now))).toEqual({ ingress: [{ ports: [{ port: 1 }, { port: 2, protocol: 'UDP' }] }] });
  });

  test('tells the fields that others have set, where an apply sets them anew', () => {
    const live = deployment({ replicas: 5, paused: true }, [
      entry('kubectl', 'Apply', { 'f:spec': { 'f:paused': {} } }),
      entry('kubectl', 'Update', { 'f:spec': { 'f:replicas': {} } }),
      entry('kubectl-edit', 'Update', { 'f:spec': { 'f:paused': {} } }),
    ]);
    expect(ownedPart(live, manifest({ replicas: 2, paused: false })).edits).toEqual([{ path: 'spec.replicas', by: ['kubectl'] }]);
    expect(ownedPart(live, manifest({ replicas: 5, paused: true })).edits).toEqual([]);
  });

  test.each([
    ['no record', deployment({ replicas: 1 })],
    ['a record of another shape', deployment({ replicas: 1 }, [null as never, {}, entry('kubectl', 'Apply', { 'f:spec': 1 as never })])],
    ['an annotation that is no JSON', deployment({ replicas: 1 }, [], { 'kubectl.kubernetes.io/last-applied-configuration': '{' })],
  ])('is had of an object with %s', (_title, live) => {
    expect(specOf(ownedPart(live, manifest({ replicas: 2 })))).toEqual({ replicas: 1 });
  });
});
