import { parse } from 'yaml';
import { toRecords } from '../../../diagnostics/record';
import { isDnsSubdomain } from '../../../formats';
import { hostNamePlatforms } from '../../fixtures/golden/host-names';
import { reportsDeployment } from '../../fixtures/manifests';
import {
  compiledOf,
  developmentOverlay,
  errorsOf,
  objectsOf,
  type PlatformInput,
  plainService,
  platformOf,
  productionOverlay,
} from '../../support/platform';

const calling = (...egress: object[]): PlatformInput['services'] => ({ owners: { ...plainService, egress } });
const stripe = { host: 'api.stripe.com' };

/** The hosts that the pods of `owners` may call by name, with the kind of object that says so. */
function namesOf(services: PlatformInput['services'], overlay: object): unknown {
  const { blueprint } = compiledOf({ services, overlay: { ...developmentOverlay, ...overlay } });
  const names = blueprint.networkPolicies.find(({ name }) => name === 'owners')?.names;
  return names && { kind: names.kind, hosts: names.rules.flatMap(({ hosts }) => hosts) };
}

describe('hosts that are called by name', () => {
  test.each<[string, object, unknown]>([
    ['Cilium', { capabilities: ['cilium.io/v2'] }, { kind: 'CiliumNetworkPolicy', hosts: ['api.stripe.com'] }],
    ['GKE', { capabilities: ['networking.gke.io/v1alpha1'] }, { kind: 'FQDNNetworkPolicy', hosts: ['api.stripe.com'] }],
    [
      'both, by Cilium',
      { capabilities: ['networking.gke.io/v1alpha1', 'cilium.io/v2'] },
      { kind: 'CiliumNetworkPolicy', hosts: ['api.stripe.com'] },
    ],
    ['neither', { capabilities: ['monitoring.coreos.com/v1'], network: { hosts: { 'api.stripe.com': 'internet' } } }, undefined],
    [
      'a cluster of which the overlay knows the addresses',
      { capabilities: ['cilium.io/v2'], network: { hosts: { 'api.stripe.com': 'internet' } } },
      undefined,
    ],
    [
      'a cluster where only what comes in is bounded: a policy of names would close what is sent',
      { capabilities: ['cilium.io/v2'], network: { policies: 'ingress-only', reason: 'not yet' } },
      undefined,
    ],
  ])('in %s', (_, overlay, expected) => {
    expect(namesOf(calling(stripe), overlay)).toEqual(expected);
  });

  test('are none that tell themselves where they are', () => {
    const hosts = [
      { host: '198.51.100.4' },
      { host: 'ldap.directory.svc' },
      { host: 'ldap.directory.svc.cluster.local', port: 636 },
      stripe,
    ];
    expect(namesOf(calling(...hosts), { capabilities: ['cilium.io/v2'] })).toEqual({
      kind: 'CiliumNetworkPolicy',
      hosts: ['api.stripe.com'],
    });
  });

  test('have at most forty ports in one list, as Cilium takes them', () => {
    const egress = Array.from({ length: 41 }, (_, index) => ({ ...stripe, port: 9000 + index }));
    const overlay = { ...developmentOverlay, capabilities: ['cilium.io/v2'] };
    const object = objectsOf(platformOf({ services: calling(...egress), overlay })).find(
      ({ kind }) => kind === 'CiliumNetworkPolicy',
    ) as unknown as {
      spec: { egress: { toFQDNs?: object; toPorts: { ports: object[] }[] }[] };
    };
    expect(object.spec.egress.find(({ toFQDNs }) => toFQDNs)?.toPorts.map(({ ports }) => ports.length)).toEqual([40, 1]);
  });

  test('are allowed to Argo CD by the kind of their object', () => {
    const overlay = {
      ...hostNamePlatforms['network-cilium-prod'].overlay,
      delivery: { argocd: { repoURL: 'https://git.example.com/acme.git' } },
    };
    const { blueprint } = compiledOf({ ...hostNamePlatforms['network-cilium-prod'], overlay });
    expect(blueprint.argo?.projects[0]?.namespacedKinds).toContainEqual({ group: 'cilium.io', kind: 'CiliumNetworkPolicy' });
  });

  test('take the names of policies of other pods from services', () => {
    const overlay = {
      ...developmentOverlay,
      capabilities: ['cilium.io/v2'],
      network: { connections: { 'Deployment/reports': { to: [{ host: 'api.example.org', port: 443 }] } } },
    };
    const services = { 'deployment-reports': { ...plainService, hostname: 'deployment-reports' } };
    const codes = errorsOf({ services, overlay, manifests: { reports: [reportsDeployment] } }).map(({ code }) => code);
    expect(codes).toContain('hostname-reserved');
  });
});

test('the policy of a workload of the team has a name that the API server takes, however long that of the workload is', () => {
  const long = 'a'.repeat(60);
  const names = [`${long}.${long}.${long}.${long}`, `${long}.${long}.${long}.${long.slice(1)}b`];
  const manifests = names.map((name) => ({ ...reportsDeployment, metadata: { name } }));
  const network = { connections: Object.fromEntries(names.map((name) => [`Deployment/${name}`, { from: ['owners'] }])) };
  const { blueprint } = compiledOf({
    services: { owners: plainService },
    overlay: { ...developmentOverlay, network },
    manifests: { reports: manifests },
  });
  const found = blueprint.networkPolicies.map(({ name }) => name).filter((name) => name.startsWith('deployment-'));
  expect(new Set(found).size).toBe(2);
  expect(found.filter((name) => !isDnsSubdomain(name))).toEqual([]);
});

describe('pods of the namespace that `network.hosts` names', () => {
  const policiesOf = (more: object): unknown =>
    compiledOf({
      services: calling(stripe),
      overlay: { ...developmentOverlay, network: { hosts: { 'api.stripe.com': { labels: { app: 'mock' } } } }, ...more },
    }).blueprint.networkPolicies.filter(({ name }) => name === 'host-api.stripe.com');

  test('let their callers in, and nobody else', () => {
    expect(policiesOf({})).toMatchObject([
      {
        selects: { labels: { app: 'mock' } },
        directions: ['Ingress'],
        ingress: [{ peers: [{ pods: { labels: { 'app.kubernetes.io/name': 'owners' } } }], ports: [{ port: 443, protocol: 'TCP' }] }],
      },
    ]);
  });

  test.each<[string, object]>([
    ['in a namespace that others close', { namespace: { create: false } }],
    ['in another namespace', { network: { hosts: { 'api.stripe.com': { namespace: 'mocks', labels: { app: 'mock' } } } } }],
    ['of no labels', { network: { hosts: { 'api.stripe.com': { cidrs: ['10.0.0.0/24'] } } } }],
  ])('have no policy of ours %s', (_, more) => {
    expect(policiesOf(more)).toEqual([]);
  });
});

describe('the lines of `network-host-unknown`', () => {
  const services = {
    owners: {
      ...plainService,
      database: 'owners',
      externals: ['ldap', 's3'],
      egress: [stripe, { ...stripe, port: 8443 }, { host: '*.example.org' }, { host: 'billing.corp' }],
    },
    ...Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e'].map((name) => [name, { ...plainService, hostname: name, routes: [], externals: ['s3'] }]),
    ),
  };
  const { network: _, ...withoutNetwork } = productionOverlay;
  const overlay = { ...withoutNetwork, externals: { ldap: { host: 'ldap', port: 389 }, s3: { host: 's3.example.com', port: 443 } } };
  const recordOf = (more: object) => {
    const found = errorsOf({ services, overlay: { ...overlay, ...more }, environment: 'prod' }).filter(
      ({ code }) => code === 'network-host-unknown',
    );
    return toRecords(found, () => undefined);
  };

  test('are those of all hosts, in one finding', () => {
    const [record, ...others] = recordOf({});
    expect(others).toEqual([]);
    expect(record).toMatchObject({ message: 'the policies would cut 6 hosts: nothing tells their addresses' });
    expect(record!.notes).toContain('`s3.example.com:443` is called by `a`, `b`, `c` and 3 more');
    expect(record!.notes).toContain('`api.stripe.com:443,8443` is called by `owners`');
    expect(record!.lines).toEqual([
      'network:',
      '  hosts:',
      '    "*.example.org": internet',
      '    api.stripe.com: internet',
      '    billing.corp: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]',
      '    "ldap": { labels: { app: "ldap" } }',
      '    postgres.example.com: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]',
      '    s3.example.com: internet',
    ]);
  });

  test('make the finding go away as they are', () => {
    const lines = recordOf({})[0]!.lines!.join('\n');
    expect(recordOf(parse(lines) as object)).toEqual([]);
  });

  test.each<[string, object, number, string]>([
    ['has the field', { network: { dns: 'node-local' } }, 1, 'below `network`,'],
    ['has hosts', { network: { hosts: { 'api.stripe.com': 'internet' } } }, 2, 'below `network.hosts`,'],
  ])('go on where an overlay %s', (_title, more, without, says) => {
    const [record] = recordOf(more);
    expect(record!.help).toContain(says);
    const whole = recordOf({})[0]!.lines!;
    expect(record!.lines).toEqual(whole.slice(without).filter((line) => without === 1 || !line.includes('api.stripe.com')));
  });
});
