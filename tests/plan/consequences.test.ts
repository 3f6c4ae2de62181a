import { areas } from '../../diagnostics';
import { consequences } from '../../plan/consequences';
import { byGateway } from '../fixtures/consequences-edge';
import { consequenceFixtures, loginOf, quietChanges } from '../fixtures/consequences';
import { wordingOf } from '../support/wording';
import { inputsOf, planOf } from './support';
import { findingsOf, shop } from '../support/shop';

describe.each(consequenceFixtures.map((fixture) => [`${fixture.code}: ${fixture.title}`, fixture] as const))('%s', (_name, fixture) => {
  const plan = planOf(fixture);
  const titles = plan.steps.map(({ object: { kind, name } }) => `${kind}/${kind === 'Job' ? name.replace(/-[0-9a-f]{8}$/, '') : name}`);
  const step = plan.steps[titles.indexOf(fixture.object)];
  const reasons = (step?.reasons ?? []).filter(({ finding }) => finding.code === fixture.code);

  test('is found at its object, with its verdict', () => {
    expect(titles).toContain(fixture.object);
    expect(reasons.map(({ verdict }) => verdict)).not.toEqual([]);
    expect(new Set(reasons.map(({ verdict }) => verdict))).toEqual(new Set([fixture.verdict]));
  });

  test('says what happens and what to do', () => {
    const texts = reasons.map(({ finding }) => wordingOf(finding));
    for (const said of fixture.says) expect(texts.map(({ text }) => text).join('\n')).toContain(said);
    for (const { message, help, text } of texts) {
      expect(message).toMatch(/^[^\n]+[^\n.]$/);
      expect(help).toMatch(/^[^\n]{3,}[^\n.]$/);
      expect(text).not.toMatch(/undefined|NaN|\[object/);
    }
  });
});

test('every consequence that has a wording is looked for, and has a fixture', () => {
  const codes = Object.keys(areas.consequences).sort();
  expect(consequences.map(({ code }) => code).sort()).toEqual(codes);
  expect([...new Set(consequenceFixtures.map(({ code }) => code))].sort()).toEqual(codes);
});

test('a change that has consequences is nothing else: the input has no errors', () => {
  for (const fixture of consequenceFixtures)
    for (const input of inputsOf(fixture))
      expect([
        fixture.title,
        findingsOf(input)
          .filter(({ severity }) => severity === 'error')
          .map(({ code }) => code),
      ]).toEqual([fixture.title, []]);
});

describe('nothing stops, and nothing restarts', () => {
  test.each(quietChanges.map((change) => [change.title, change] as const))('for %s', (_title, change) => {
    const { steps, others } = planOf(change);
    expect([...steps.flatMap((step) => step.reasons), ...others].map(({ finding }) => finding.code)).toEqual([]);
    expect(steps.every(({ verdict }) => verdict === 'applies')).toBe(true);
  });

  test('for the same registry there is no step at all', () => {
    expect(planOf({ title: 'same', now: {} }).steps).toEqual([]);
  });
});

describe('a login that goes with its route is told at the open route that answers, whose object does not change', () => {
  const orders = 'registry.orders.routes';
  const open = { path: '/api/v1/orders', public: true };

  test.each([
    [
      'of the same service',
      [open, '/api/v1/orders/own', '/api/v1/orders/admin'],
      [open, '/api/v1/orders/own'],
      '/api/v1/orders/admin',
      'orders',
    ],
    ['of another service', ['/api/v1/orders', '/api/v1/carts'], ['/api/v1/orders'], '/api/v1/carts', 'shop'],
  ])('%s', (_title, before, now, path, ingress) => {
    const { others, verdict } = planOf({ title: 'a route goes', ...loginOf(before), now: { [orders]: now } });
    expect(verdict).toBe('security');
    const texts = others.flatMap(({ finding }) => (finding.code === 'plan-login-gone' ? wordingOf(finding).message : []));
    expect(texts).toEqual([`requests for \`shop.acme.example${path}\` pass without a login by \`Ingress/${ingress}\``]);
  });

  test('a new open route of another service, which had nothing that asked for one, is none', () => {
    const now = { 'registry.pricing.routes': ['/api/v1/prices', { path: '/api/v1/orders/prices', public: true }] };
    const { steps, others } = planOf({ title: 'a route comes', ...loginOf(['/api/v1/orders']), now });
    expect([...steps.flatMap((step) => step.reasons), ...others].map(({ finding }) => finding.code)).not.toContain('plan-login-gone');
  });
});

test('a host that goes under a wildcard, which leads its requests as before, is led nowhere else', () => {
  const routing = { className: 'traefik', tls: { secretName: 'shop-tls' } };
  const { steps, others } = planOf({
    title: 'a host goes',
    before: { 'overlay.ingress': undefined, 'overlay.routing': { ...routing, hosts: ['*.acme.example', 'shop.acme.example'] } },
    now: { 'overlay.routing.hosts': ['*.acme.example'] },
  });
  const codes = [...steps.flatMap((step) => step.reasons), ...others].map(({ finding }) => finding.code);
  expect(codes).not.toContain('plan-route-gone');
  expect(codes).not.toContain('upgrade-route-fell');
});

test('a limit that goes with its BackendTrafficPolicy is told at the HTTPRoute, whose object does not change', () => {
  const { others, verdict } = planOf({
    title: 'a limit goes',
    before: {
      'overlay.ingress': undefined,
      'overlay.routing': { ...byGateway, tls: { secretName: 'shop-tls' } },
      'registry.orders.routes': [{ path: '/api/v1/orders', rateLimit: { requests: 5, per: 'second' } }],
    },
    now: { 'registry.orders.routes': ['/api/v1/orders'] },
  });
  expect(verdict).toBe('security');
  expect(others.map(({ finding }) => wordingOf(finding).message)).toEqual([
    '`HTTPRoute/orders` leads requests for `shop.acme.example/api/v1/orders` without a limit of requests',
  ]);
});

test('a database that another entry of the registry has from now on is not left', () => {
  const { pricing, ...others } = shop().registry as Record<string, Record<string, unknown>>;
  const { steps } = planOf({
    title: 'another key',
    before: { 'registry.orders.dependsOn': ['accounts'], 'registry.orders.extraEnv.PRICING_URL': undefined },
    now: {
      registry: { ...others, orders: { ...others['orders'], dependsOn: ['accounts'], extraEnv: {} }, prices: pricing },
      'manifest.services': ['accounts', 'mailer', 'orders', 'storefront', 'prices'],
    },
  });
  const codes = steps.flatMap((step) => step.reasons).map(({ finding }) => finding.code);
  expect(codes).not.toContain('plan-database-left');
});
