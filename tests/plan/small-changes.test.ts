import { buildApp } from '../../constructs';
import type { KubernetesObject } from '../../model';
import { compiled, type Input, shop, withValues } from '../support/shop';
import { valueAt } from '../../plan/objects';

/** One value of the registry, and all that may differ for it: whose pods restart, which init Jobs run again, which other objects change, by file. */
const changes: readonly (readonly [what: string, values: Readonly<Record<string, unknown>>, differs: Readonly<Record<string, string>>])[] =
  [
    ['the image of one service', { 'overlay.images.services.accounts': { tag: '9.9' } }, { accounts: 'restarts Deployment/accounts' }],
    ['the label of one service', { 'registry.accounts.label': 'People' }, { accounts: 'Deployment/accounts' }],
    ['the label of the product', { 'manifest.label': 'Store' }, { '00-namespace': 'Namespace/shop' }],
    ['a variable of one service', { 'registry.accounts.env': { A: 'b' } }, { accounts: 'restarts Deployment/accounts' }],
    [
      'a Secret of one service',
      { 'registry.accounts.secrets': { X: { secret: 'x', key: 'y' } } },
      { accounts: 'restarts Deployment/accounts' },
    ],
    ['the owner of one service', { 'registry.orders.owner': { team: 'iam' } }, { orders: 'Deployment/orders' }],
    ['the layer of one service', { 'registry.accounts.layer': 'shared' }, { accounts: 'Deployment/accounts' }],
    [
      'the memory of one service',
      { 'registry.accounts.resources': { limits: { memory: '2Gi' } } },
      { accounts: 'restarts Deployment/accounts' },
    ],
    ['a route more', { 'registry.accounts.routes': ['/api/v1/accounts', '/api/v1/users'] }, { routes: 'Ingress/shop' }],
    ['a route less', { 'registry.orders.routes': ['/api/v1/orders'] }, { routes: 'Ingress/shop' }],
    [
      'a caller more',
      { 'registry.storefront.dependsOn': ['orders', 'pricing'] },
      { pricing: 'NetworkPolicy/pricing', storefront: 'NetworkPolicy/storefront' },
    ],
    // The role may have as many connections as all of its pods together.
    [
      'pods of one service with a database',
      { 'overlay.services.accounts': { replicas: 5 } },
      { accounts: 'runs Job/accounts-db-init, Deployment/accounts' },
    ],
    ['pods of one service without', { 'overlay.services.storefront': { replicas: 5 } }, { storefront: 'Deployment/storefront' }],
    ['an extension', { 'registry.accounts.extensions': ['pg_trgm'] }, { accounts: 'runs Job/accounts-db-init' }],
    ['the port of a service that nobody calls', { 'registry.mailer.port': 4103 }, { mailer: 'Service/mailer, restarts Deployment/mailer' }],
    [
      'the port of a service that two call',
      {
        'registry.accounts.port': 4100,
        'registry.orders.extraEnv.ACCOUNTS_URL': 'http://accounts:4100',
        'registry.pricing.extraEnv.ACCOUNTS_URL': 'http://accounts.shop.svc.cluster.local:4100',
      },
      {
        accounts: 'Service/accounts, restarts Deployment/accounts',
        orders: 'restarts Deployment/orders',
        pricing: 'restarts Deployment/pricing',
      },
    ],
    [
      'a broker for one service',
      { 'registry.pricing.needsRabbitmq': true },
      { pricing: 'restarts Deployment/pricing, NetworkPolicy/pricing' },
    ],
    [
      'a service more',
      { 'manifest.services': ['accounts', 'mailer', 'orders', 'pricing', 'storefront', 'warehouse'] },
      {
        warehouse:
          'ServiceAccount/warehouse, Service/warehouse, restarts Deployment/warehouse, PodDisruptionBudget/warehouse, NetworkPolicy/warehouse',
      },
    ],
    [
      'a service less',
      { 'manifest.services': ['accounts', 'mailer', 'orders', 'pricing'] },
      {
        orders: 'NetworkPolicy/orders',
        routes: 'Ingress/shop',
        storefront:
          'ServiceAccount/storefront, Service/storefront, restarts Deployment/storefront, PodDisruptionBudget/storefront, NetworkPolicy/storefront',
      },
    ],
    ['a quota', { 'overlay.quota': { requests: { cpu: '20', memory: '40Gi' } } }, { '00-namespace': 'ResourceQuota/shop' }],
  ];

test.each(changes)('%s changes nothing that does not follow from it', (_what, values, differs) => {
  expect(differencesFor(values)).toEqual(differs);
});

/** By file without its ending: what differs for some values. */
function differencesFor(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const [before, now] = [filesOf(base()), filesOf(withValues(base(), values))];
  const differences: Record<string, string> = {};
  for (const file of [...new Set([...before.keys(), ...now.keys()])].sort()) {
    const [was, is] = [before, now].map((files) => new Map((files.get(file) ?? []).map((object) => [nameOf(object), object])));
    const differing = [...new Set([...was!.keys(), ...is!.keys()])].flatMap((name): string[] => {
      const [old, fresh] = [was!.get(name), is!.get(name)];
      if (JSON.stringify(old) === JSON.stringify(fresh)) return [];
      if (fresh?.kind === 'Job' || old?.kind === 'Job') return [`runs ${name}`];
      return JSON.stringify(podsOf(old)) === JSON.stringify(podsOf(fresh)) ? [name] : [`restarts ${name}`];
    });
    if (differing.length > 0) differences[file.replace('.k8s.yaml', '')] = differing.join(', ');
  }
  return differences;
}

/** The shop with policies in force. */
function base(): Input {
  const addresses = ['10.1.0.0/24'];
  const hosts = { 'postgres.acme.example': addresses, 'redis.acme.example': addresses, 'rabbitmq.acme.example': addresses };
  return withValues(shop('prod'), { 'overlay.network': { hosts } });
}

/** The objects of each file, in its order. */
function filesOf(input: Input): Map<string, readonly KubernetesObject[]> {
  const { platforms, diagnostics } = compiled(input);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const files = buildApp(platforms[0]!, { write: () => undefined }).render();
  return new Map(files.map(({ file, objects }) => [file, objects as unknown as KubernetesObject[]]));
}

/** What a change of which makes new pods; undefined if the object runs none. */
function podsOf(object: KubernetesObject | undefined): unknown {
  return object && (valueAt(object, 'spec.jobTemplate') ?? valueAt(object, 'spec.template'));
}

/** A Job is named by its content; its name without that is what stays. */
function nameOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${kind === 'Job' ? metadata.name.replace(/-[0-9a-f]{8}$/, '') : metadata.name}`;
}
