import type { KubernetesObject } from '../../model';
import { checkUpgrade } from '../../plan';
import { secretValue } from '../fixtures/rules';
import { quietUpgrades, upgradeFixtures } from '../fixtures/rules/upgrades';
import { compiled, findingsOf, placeOf, shop } from '../support/shop';
import { wordingOf } from '../support/wording';
import { inputsOf, objectsIn, upgradeOf } from './support';

describe.each(upgradeFixtures.map((fixture) => [`${fixture.code}: ${fixture.title}`, fixture] as const))('%s', (_name, fixture) => {
  const findings = upgradeOf(fixture);

  test('is found where it is said, and nothing else is', () => {
    const own = findings.filter(({ code }) => code === fixture.code);
    expect(findings.filter((finding) => !own.includes(finding)).map(({ code }) => code)).toEqual(fixture.also ?? []);
    expect(own.map(({ code, at, severity }) => ({ code, at, severity }))).toEqual(
      fixture.at.map((place) => ({ code: fixture.code, at: placeOf(place), severity: fixture.severity ?? 'error' })),
    );
  });

  test('says what is wrong and what to do', () => {
    const { message, help, text } = wordingOf(findings.find(({ code }) => code === fixture.code)!);
    for (const said of fixture.says) expect(text).toContain(said);
    expect(message).toMatch(/^[^\n]+[^\n.]$/);
    expect(help).toMatch(/^[^\n]{3,}[^\n.]$/);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  });
});

describe('what applies', () => {
  test.each(quietUpgrades.map((change) => [change.title, change] as const))('%s is no finding', (_title, change) => {
    expect(upgradeOf(change)).toEqual([]);
  });
});

test('a change that is a finding is nothing else: the input has no errors', () => {
  for (const fixture of upgradeFixtures)
    for (const input of inputsOf(fixture))
      expect([
        fixture.title,
        findingsOf(input)
          .filter(({ severity }) => severity === 'error')
          .map(({ code }) => code),
      ]).toEqual([fixture.title, []]);
});

describe('objects of the team', () => {
  const { platform, blueprint } = compiled(shop('prod')).platforms[0]!;
  const object = (kind: string, fields: object, apiVersion = 'v1'): KubernetesObject => ({
    apiVersion,
    kind,
    metadata: { name: 'thing', namespace: 'shop' },
    ...fields,
  });
  const found = (before: KubernetesObject, now: KubernetesObject): string[] =>
    checkUpgrade({ platform, blueprint, before: [before], now: [now] }).map(
      ({ code, args }) => `${code} ${'field' in args ? args.field : ''}`,
    );

  test.each([
    ['the address of a Service', 'Service', { spec: { clusterIP: 'None' } }, { spec: {} }, 'spec.clusterIP'],
    ['the address of a Service that had one', 'Service', { spec: {} }, { spec: { clusterIP: 'None' } }, 'spec.clusterIP'],
    [
      'the data of an immutable ConfigMap',
      'ConfigMap',
      { immutable: true, data: { a: '1' } },
      { immutable: true, data: { a: '2' } },
      'data',
    ],
    ['a ConfigMap that is immutable no more', 'ConfigMap', { immutable: true, data: {} }, { data: {} }, 'immutable'],
    ['the type of a Secret', 'Secret', { type: 'kubernetes.io/tls' }, {}, 'type'],
  ])('%s', (_title, kind, before, now, field) => {
    expect(found(object(kind, before), object(kind, now))).toEqual([`upgrade-immutable ${field}`]);
  });

  test('the role that a binding is for', () => {
    const binding = (name: string): KubernetesObject =>
      object('RoleBinding', { roleRef: { kind: 'Role', name } }, 'rbac.authorization.k8s.io/v1');
    expect(found(binding('a'), binding('b'))).toEqual(['upgrade-immutable roleRef']);
  });

  const job = (image: string, annotations = {}): KubernetesObject => ({
    ...object('Job', { spec: { backoffLimit: image.length, template: { spec: { containers: [{ name: 'a', image }] } } } }, 'batch/v1'),
    metadata: { name: 'thing', namespace: 'shop', annotations },
  });

  test('the template of a Job, unless Argo CD deletes it first', () => {
    expect(found(job('a'), job('b'))).toEqual(['upgrade-immutable spec.template']);
    const hook = { 'argocd.argoproj.io/hook': 'Sync' };
    expect(found(job('a', hook), job('b', hook))).toEqual([]);
    const kept = { ...hook, 'argocd.argoproj.io/hook-delete-policy': 'HookSucceeded' };
    expect(found(job('a', kept), job('b', kept))).toEqual(['upgrade-immutable spec.template']);
  });

  test('a selector that is not ours', () => {
    const deployment = (app: string): KubernetesObject => object('Deployment', { spec: { selector: { matchLabels: { app } } } }, 'apps/v1');
    expect(found(deployment('a'), deployment('b'))).toEqual(['upgrade-selector ']);
  });

  test.each([
    ['an order of keys', object('Service', { spec: { a: 1, b: 2 } }), object('Service', { spec: { b: 2, a: 1 } })],
    ['data that may change', object('ConfigMap', { data: { a: '1' } }), object('ConfigMap', { data: { a: '2' } })],
    ['a default that is said', object('Secret', {}), object('Secret', { type: 'Opaque' })],
    ['the name of a host', object('Service', { spec: { type: 'ExternalName' } }), object('Service', { spec: { clusterIP: 'None' } })],
    ['another version of an API', object('Thing', { spec: 1 }, 'acme/v1'), object('Thing', { spec: 2 }, 'acme/v2')],
  ])('%s is no finding', (_title, before, now) => {
    expect(found(before, now)).toEqual([]);
  });

  test('no content of a Secret is shown', () => {
    const secret = (value: string): KubernetesObject => object('Secret', { immutable: true, stringData: { password: value } });
    const findings = checkUpgrade({ platform, blueprint, before: [secret(secretValue)], now: [secret(`${secretValue}2`)] });
    expect(findings).toHaveLength(1);
    expect(JSON.stringify(findings) + wordingOf(findings[0]!).text).not.toContain(secretValue);
  });

  test('no password of a server is shown, whatever a patch makes of it', () => {
    const { platform: dev, blueprint: ofDev } = compiled(shop('dev')).platforms[0]!;
    const server = (value: string): KubernetesObject => ({
      ...object(
        'StatefulSet',
        { spec: { template: { spec: { containers: [{ name: 'a', env: [{ name: 'POSTGRES_PASSWORD', value }] }] } } } },
        'apps/v1',
      ),
      metadata: { name: 'postgres', namespace: 'shop' },
    });
    const findings = checkUpgrade({ platform: dev, blueprint: ofDev, before: [server(secretValue)], now: [server(`${secretValue}2`)] });
    expect(findings.map(({ code }) => code)).toEqual(['upgrade-first-start']);
    expect(JSON.stringify(findings) + wordingOf(findings[0]!).text).not.toContain(secretValue);
  });

  test.each([
    ['PersistentVolumeClaim', {}],
    ['PersistentVolumeClaim', { spec: null }],
    ['PersistentVolumeClaim', { spec: { resources: 'much' } }],
    ['StatefulSet', { spec: { volumeClaimTemplates: [null, 'data', {}, { metadata: { name: '' } }, { metadata: { name: 'data' } }] } }],
  ])('a %s with malformed claims, which the API server never took, is no loss: %j', (kind, fields) => {
    const before = [object(kind, fields, kind === 'StatefulSet' ? 'apps/v1' : 'v1')];
    expect(checkUpgrade({ platform, blueprint, before, now: [] })).toEqual([]);
    expect(checkUpgrade({ platform, blueprint, before, now: before })).toEqual([]);
  });

  test('a claim in place of a malformed one is no change of it', () => {
    const claim = object('PersistentVolumeClaim', { spec: { resources: { requests: { storage: '1Gi' } } } });
    expect(found(object('PersistentVolumeClaim', {}), claim)).toEqual([]);
  });

  test('objects of any shape are compared without a throw', () => {
    for (const odd of [
      { spec: null },
      { spec: [] },
      { spec: { template: { spec: { containers: [{ env: [null, 1, { name: 'PGHOST', value: {} }] }, 'a'] } } } },
      { spec: { template: 1, volumeClaimTemplates: [null, 'a'] } },
      { metadata: { name: 'x', labels: [] } },
    ])
      for (const kind of ['StatefulSet', 'Deployment', 'Job', 'Service', 'PersistentVolumeClaim'])
        expect(() => found(object(kind, odd), object(kind, {}))).not.toThrow();
  });
});

test('what is the same may be left out of the objects of before', () => {
  const fixture = upgradeFixtures.find(({ code }) => code === 'upgrade-selector')!;
  const [before, now] = inputsOf(fixture).map((input) => compiled(input).platforms[0]!);
  const texts = new Set(objectsIn(now!).map((object) => JSON.stringify(object)));
  const changed = objectsIn(before!).filter((object) => !texts.has(JSON.stringify(object)));
  expect(changed.length).toBeLessThan(objectsIn(before!).length);
  expect(checkUpgrade({ ...now!, before: changed, now: objectsIn(now!) })).toEqual(upgradeOf(fixture));
});
