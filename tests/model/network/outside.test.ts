import { explainConnection } from '../../../reports/connection/explain-connection';
import type { NetworkPolicy, NetworkRule } from '../../../model/blueprint';
import { reportsDeployment } from '../../fixtures/manifests';
import { compiledOf, developmentOverlay, errorsOf, objectsOf, plainService, platformOf, productionOverlay } from '../../support/platform';

const base = { owners: { ...plainService, database: undefined } };

/** The policies of a platform, by name. */
function policiesOf(entry: object, network: object = {}, overlay: object = productionOverlay): ReadonlyMap<string, NetworkPolicy> {
  const { blueprint } = compiledOf({
    services: { owners: { ...base.owners, ...entry } },
    overlay: { ...overlay, network: { ...productionOverlay.network, ...network } },
    environment: overlay === developmentOverlay ? 'dev' : 'prod',
  });
  return new Map(blueprint.networkPolicies.map((policy) => [policy.name, policy]));
}

const portsOf = ({ ports }: NetworkRule): unknown[] => ports.map(({ port }) => port);

/** The last rule of what a service may send: that of its `egress`. */
const sentBy = (policies: ReadonlyMap<string, NetworkPolicy>): NetworkRule => policies.get('owners')!.egress.at(-1)!;

describe('a Kubernetes Service of another namespace', () => {
  const entry = { egress: [{ host: 'ldap.directory.svc', port: 389 }] };
  const hosts = { ...productionOverlay.network.hosts, 'ldap.directory.svc': { ports: { 389: 1389 } } };

  test('is let through at the port of the pods behind it', () => {
    const rule = sentBy(policiesOf(entry, { hosts }));
    expect(rule).toEqual({ peers: [{ namespace: 'directory', pods: undefined }], ports: [{ port: 1389, protocol: 'TCP' }] });
  });

  test('has that port where somebody asks who may call it', () => {
    const compiled = compiledOf({
      services: { owners: { ...base.owners, ...entry } },
      overlay: { ...productionOverlay, network: { hosts } },
      environment: 'prod',
    });
    expect(explainConnection(compiled, { from: 'owners', to: 'ldap.directory.svc' })).toMatchObject({
      explanations: [{ port: 1389, passes: true, declared: { why: 'egress' } }],
    });
  });
});

test('the API server is what the overlay says, at the port of the process', () => {
  const entry = { egress: [{ host: 'kubernetes.default.svc' }] };
  const hosts = { ...productionOverlay.network.hosts, 'kubernetes.default.svc': { cidrs: ['10.0.0.2/32'], ports: { 443: 6443 } } };
  expect(sentBy(policiesOf(entry, { hosts }))).toEqual({ peers: [{ cidr: '10.0.0.2/32' }], ports: [{ port: 6443, protocol: 'TCP' }] });
});

test('an identity of Google Cloud may ask the metadata server of its node', () => {
  const entry = { serviceAccount: { annotations: { 'iam.gke.io/gcp-service-account': 'owners@acme.iam.gserviceaccount.com' } } };
  const sent = policiesOf(entry).get('owners')!.egress.slice(-2);
  expect(sent.map((rule) => [rule.peers, portsOf(rule)])).toEqual([
    [[{ cidr: '169.254.169.254/32' }], [80]],
    [[{ cidr: '169.254.169.252/32' }], [988]],
  ]);
});

test('the addresses at which clouds hand out credentials are no part of the internet', () => {
  const hosts = { ...productionOverlay.network.hosts, 'api.stripe.com': 'internet' };
  const [peer] = sentBy(policiesOf({ egress: [{ host: 'api.stripe.com' }] }, { hosts })).peers;
  expect(peer).toMatchObject({ cidr: '0.0.0.0/0' });
  expect((peer as { except: readonly string[] }).except).toEqual(
    expect.arrayContaining(['169.254.0.0/16', '168.63.129.16/32', '192.0.0.0/24', '100.64.0.0/10']),
  );
});

test('Google Kubernetes Engine has its DNS in pods, in a cache on the node, or at the metadata server', () => {
  expect(policiesOf({}, { dns: 'gke' }).get('default-deny')!.egress).toEqual([
    {
      peers: [{ namespace: 'kube-system', pods: undefined }, { cidr: '169.254.20.10/32' }, { cidr: '169.254.169.254/32' }],
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
    },
  ]);
});

describe('the operator of CloudNativePG', () => {
  const overlay = { ...developmentOverlay, postgres: { provider: 'cloudnative-pg', cluster: 'db' } };
  const asked = (network: object): NetworkRule =>
    policiesOf({ database: 'owners' }, network, overlay)
      .get('cluster-db')!
      .ingress.find((rule) => portsOf(rule).includes(8000))!;

  test('reaches its instances at both ports that it asks', () => {
    expect(asked({ hosts: {} })).toEqual({
      peers: [{ namespace: 'cnpg-system', pods: { labels: { 'app.kubernetes.io/name': 'cloudnative-pg' } } }],
      ports: [
        { port: 5432, protocol: 'TCP' },
        { port: 8000, protocol: 'TCP' },
      ],
    });
  });

  test('is where the overlay says', () => {
    expect(asked({ hosts: {}, databaseOperator: { namespace: 'openshift-operators' } }).peers).toEqual([
      { namespace: 'openshift-operators', pods: undefined },
    ]);
  });
});

describe('a host outside that is called over UDP', () => {
  const hosts = { ...productionOverlay.network.hosts, 'ntp.example.com': ['10.8.0.5/32'] };
  const network = { hosts };

  test('is let through at that port over UDP alone', () => {
    const rule = sentBy(policiesOf({ egress: [{ host: 'ntp.example.com', port: 123, protocol: 'UDP' }] }, network));
    expect(rule).toEqual({ peers: [{ cidr: '10.8.0.5/32' }], ports: [{ port: 123, protocol: 'UDP' }] });
  });

  test('may be called over TCP at the same port, too', () => {
    const egress = [
      { host: 'ntp.example.com', port: 4460, protocol: 'UDP' },
      { host: 'ntp.example.com', port: 4460 },
    ];
    expect(sentBy(policiesOf({ egress }, network)).ports).toEqual([
      { port: 4460, protocol: 'UDP' },
      { port: 4460, protocol: 'TCP' },
    ]);
  });

  test('is shown with its transport in the annotation, which says nothing of TCP', () => {
    const [object] = objectsOf(
      platformOf({
        services: {
          owners: { ...base.owners, egress: [{ host: 'ntp.example.com', port: 123, protocol: 'UDP' }, { host: 'ntp.example.com' }] },
        },
        overlay: { ...productionOverlay, network },
        environment: 'prod',
      }),
    ).filter(({ kind }) => kind === 'Deployment');
    expect(object?.metadata.annotations).toMatchObject({ 'cadastre.dev/egress': 'ntp.example.com:123/UDP, ntp.example.com:443' });
  });

  test('has its transport where somebody asks who may call it', () => {
    const compiled = compiledOf({
      services: { owners: { ...base.owners, egress: [{ host: 'ntp.example.com', port: 123, protocol: 'UDP' }] } },
      overlay: { ...productionOverlay, network },
      environment: 'prod',
    });
    expect(explainConnection(compiled, { from: 'owners', to: 'ntp.example.com' })).toMatchObject({
      explanations: [{ port: 123, protocol: 'UDP', passes: true }],
    });
    expect(explainConnection(compiled, { from: 'owners', to: 'ntp.example.com', port: 123 })).toMatchObject({
      explanations: [{ port: 123, protocol: 'UDP', passes: true }],
    });
    expect(explainConnection(compiled, { from: 'owners', to: 'ntp.example.com', port: 123, protocol: 'TCP' })).toMatchObject({
      explanations: [{ port: 123, protocol: 'TCP', passes: false, declare: { value: "{ host: 'ntp.example.com', port: 123 }" } }],
    });
    expect(explainConnection(compiled, { from: 'owners', to: 'ntp.example.com', port: 514, protocol: 'UDP' })).toMatchObject({
      explanations: [{ passes: false, declare: { value: "{ host: 'ntp.example.com', port: 514, protocol: 'UDP' }" } }],
    });
  });

  test('as an external, and of a workload of the team', () => {
    const compiled = compiledOf({
      services: { owners: { ...base.owners, externals: ['statsd'] } },
      overlay: {
        ...productionOverlay,
        externals: { statsd: { host: 'statsd.example.com', port: 8125, protocol: 'UDP' } },
        network: {
          hosts: { ...hosts, 'statsd.example.com': ['10.8.0.6/32'] },
          connections: { 'Deployment/reports': { to: [{ host: 'ntp.example.com', port: 123, protocol: 'UDP' }] } },
        },
      },
      manifests: { reports: [reportsDeployment] },
      environment: 'prod',
    });
    const sent = (name: string): unknown => compiled.blueprint.networkPolicies.find((policy) => policy.name === name)?.egress.at(-1);
    expect(sent('owners')).toEqual({ peers: [{ cidr: '10.8.0.6/32' }], ports: [{ port: 8125, protocol: 'UDP' }] });
    expect(sent('deployment-reports')).toEqual({ peers: [{ cidr: '10.8.0.5/32' }], ports: [{ port: 123, protocol: 'UDP' }] });
  });
});

test('an external that is a service with a port for UDP is called over UDP', () => {
  const { blueprint } = compiledOf({
    services: {
      owners: { ...base.owners, externals: ['metrics'] },
      statsd: { ...plainService, hostname: 'statsd', routes: [], port: 8125, protocol: 'udp' },
    },
    overlay: { ...productionOverlay, externals: { metrics: { service: 'statsd' } } },
    environment: 'prod',
  });
  expect(blueprint.connections.filter(({ why }) => why === 'external')).toMatchObject([{ port: 8125, protocol: 'UDP' }]);
});

describe('a public host of the product itself', () => {
  const explained = (hosts: object): unknown =>
    explainConnection(
      compiledOf({
        services: { owners: { ...base.owners, egress: [{ host: 'acme.example.com' }] } },
        overlay: { ...productionOverlay, network: { hosts: { ...productionOverlay.network.hosts, ...hosts } } },
        environment: 'prod',
      }),
      { from: 'owners', to: 'acme.example.com' },
    );

  test('does not pass by its public addresses, since a cluster may lead the call straight to the pods of the edge', () => {
    expect(explained({ 'acme.example.com': 'internet' })).toMatchObject({
      explanations: [{ passes: false, ownHost: true, declare: undefined }],
    });
  });

  test('passes where the overlay says whose pods are behind it', () => {
    const pods = { namespace: 'traefik', labels: { 'app.kubernetes.io/name': 'traefik' }, ports: { 443: 8443 } };
    expect(explained({ 'acme.example.com': pods })).toMatchObject({ explanations: [{ port: 8443, passes: true, ownHost: false }] });
  });
});

test('several controllers and several readers of metrics are all let in', () => {
  const edge = ['traefik', { namespace: 'gateway', labels: { app: 'envoy' } }];
  const monitoring = [{ namespace: 'monitoring' }, { namespace: 'tenant-monitoring' }];
  const ingress = policiesOf({ metrics: { port: 9100 } }, { edge, monitoring }).get('owners')!.ingress;
  expect(ingress).toEqual([
    {
      peers: [
        { namespace: 'traefik', pods: { labels: { 'app.kubernetes.io/name': 'traefik' } } },
        { namespace: 'gateway', pods: { labels: { app: 'envoy' } } },
      ],
      ports: [{ port: 'http', protocol: 'TCP' }],
    },
    {
      peers: [
        { namespace: 'monitoring', pods: undefined },
        { namespace: 'tenant-monitoring', pods: undefined },
      ],
      ports: [{ port: 'metrics', protocol: 'TCP' }],
    },
  ]);
});

describe('a name outside that looks like a Kubernetes Service', () => {
  const lost = (host: string): readonly string[] => {
    const services = { owners: { ...base.owners, egress: [{ host }] } };
    return errorsOf({ services, overlay: productionOverlay, environment: 'prod' }).map(({ code }) => code);
  };

  test.each(['ldap.directory.svc', 'ldap.directory.svc.cluster.local'])('%s is one', (host) => {
    expect(lost(host)).toEqual([]);
    expect(sentBy(policiesOf({ egress: [{ host }] })).peers).toEqual([{ namespace: 'directory', pods: undefined }]);
  });

  test.each(['a.kube-system.svc.example.com', 'a.kube-system.svc.cluster.local.example.com', 'kubernetes.default.svc.example.com'])(
    '%s opens no namespace',
    (host) => {
      expect(lost(host)).toEqual(['network-host-unknown']);
      const policy = policiesOf({ egress: [{ host }] }, {}, { ...productionOverlay, capabilities: ['cilium.io/v2'] }).get('owners')!;
      expect(policy.names?.rules.flatMap(({ hosts }) => hosts)).toEqual([host]);
      expect(policy.egress.flatMap(({ peers }) => peers)).not.toContainEqual(expect.objectContaining({ pods: undefined }));
    },
  );
});

describe('policies of pods behind hosts', () => {
  const named = (hosts: object, to: readonly string[]): string[] => {
    const egress = to.filter((host) => !host.includes(':')).map((host) => ({ host }));
    const otlp = to.filter((host) => host.includes(':')).map((host) => ({ endpoint: `http://[${host}]:4318` }));
    return [
      ...policiesOf(
        { egress },
        { hosts: { ...productionOverlay.network.hosts, ...hosts } },
        { ...productionOverlay, ...(otlp[0] && { observability: { otlp: otlp[0] } }) },
      ).keys(),
    ].filter((name) => name.startsWith('host'));
  };

  test('have names of their own, also where a host has the name of a wildcard', () => {
    const hosts = { '*.example.org': { labels: { app: 'x' } }, 'any.example.org': { labels: { app: 'y' } } };
    expect(named(hosts, ['*.example.org', 'any.example.org'])).toEqual(['hosts.example.org', 'host-any.example.org']);
    expect(named({ '*.example.org': hosts['*.example.org'] }, ['*.example.org'])).toEqual(['host-any.example.org']);
  });

  test('have a name that an object can have, also for an address of IPv6', () => {
    expect(named({ 'fd00::1': { labels: { app: 'x' } } }, ['fd00::1'])).toEqual([expect.stringMatching(/^host-[0-9a-f]{8}$/)]);
  });
});
