import { withBlueprint } from '../../model';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildApp } from '../../constructs';
import type { ManifestObject } from '../../output';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { containerOf, podOf } from '../support/containers';
import { objectsOf, plainService, platformOf, productionOverlay, secretsOf } from '../support/platform';

const dev = platformOf(goldenPlatforms['tools-dev']!);
const argocd = platformOf(goldenPlatforms['tools-argocd']!);
const objects = objectsOf(dev);
const find = (all: readonly ManifestObject[], kind: string, name: string): ManifestObject | undefined =>
  all.find((object) => object.kind === kind && object.metadata.name === name);
const capabilitiesOf = (name: string): unknown =>
  (containerOf(objects, 'Deployment', name).spec['securityContext'] as { capabilities: unknown }).capabilities;

test.each(['pgadmin', 'prisma-studio'])('%s is in a file of its own, and its selector is frozen', (name) => {
  const charts = buildApp(withBlueprint(dev), { write: () => undefined }).render();
  const file = charts.find((chart) => chart.file === `${name}.k8s.yaml`);
  expect(new Set(file?.objects.map(({ kind }) => kind))).toEqual(
    new Set(['NetworkPolicy', 'ServiceAccount', 'Service', 'Deployment', ...(name === 'pgadmin' ? ['ConfigMap'] : [])]),
  );
  const deployment = find(objects, 'Deployment', name);
  expect((deployment?.['spec'] as unknown as { selector: object }).selector).toEqual({
    matchLabels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': 'tool' },
  });
});

test('a tool that comes or goes changes the Secrets, the policy of the server it asks, and no other file', () => {
  const filesOf = (tools: readonly unknown[]): Record<string, string> => {
    const input = goldenPlatforms['tools-dev']!;
    const charts = buildApp(withBlueprint(platformOf({ ...input, overlay: { ...input.overlay, tools } })), {
      write: () => undefined,
    }).render();
    return Object.fromEntries(charts.map((chart) => [chart.file, JSON.stringify(chart.objects)]));
  };
  const { '01-development.secret.k8s.yaml': _without, 'postgres.k8s.yaml': closed = '', ...without } = filesOf([]);
  const {
    'pgadmin.k8s.yaml': tool,
    '01-development.secret.k8s.yaml': _with,
    'postgres.k8s.yaml': open = '',
    ...others
  } = filesOf(['pgadmin']);
  expect(tool).toBeDefined();
  expect(others).toEqual(without);
  const changed = (JSON.parse(open) as ManifestObject[]).filter((object) => !closed.includes(JSON.stringify(object)));
  expect(changed.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual(['NetworkPolicy/postgres']);
});

describe('pgAdmin', () => {
  const { spec, variables } = containerOf(objects, 'Deployment', 'pgadmin');
  const data = find(objects, 'ConfigMap', 'pgadmin-config')?.['data'] as Record<string, string>;

  test('lists the database of every service for its owner, and no password', () => {
    const { Servers } = JSON.parse(data['servers.json'] ?? '') as { Servers: Record<string, Record<string, unknown>> };
    expect(
      Object.values(Servers).map(({ Name, Host, Port, MaintenanceDB, Username }) => [Name, Host, Port, MaintenanceDB, Username]),
    ).toEqual([
      ['owners', 'postgres', 5432, 'owners', 'owners'],
      ['valuations', 'postgres', 5432, 'valuations', 'valuations'],
    ]);
    const passwords = secretsOf(dev).flatMap(({ data: values }) => (values?.['password'] === undefined ? [] : [values['password']]));
    expect(passwords.length).toBeGreaterThan(2);
    for (const password of passwords) expect(JSON.stringify(data)).not.toContain(password);
  });

  test('finds what its image would write: the settings are there, not empty, and read-only', () => {
    const mounts = spec['volumeMounts'] as { mountPath: string; subPath?: string; readOnly?: boolean }[];
    expect(mounts).toContainEqual(
      expect.objectContaining({ mountPath: '/pgadmin4/config_distro.py', subPath: 'config_distro.py', readOnly: true }),
    );
    expect(data['config_distro.py']).toContain("LOG_FILE = '/dev/null'");
    expect(variables['PGADMIN_SERVER_JSON_FILE']).toBe('/etc/pgadmin/servers.json');
    expect(mounts.filter(({ readOnly }) => readOnly !== true).map(({ mountPath }) => mountPath)).toEqual(['/tmp', '/var/lib/pgadmin']);
  });

  test('logs in by its Secret, above port 1024 and without a mail server', () => {
    expect(variables).toMatchObject({
      PGADMIN_DEFAULT_EMAIL: 'pgadmin@example.com',
      PGADMIN_DEFAULT_PASSWORD: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    });
    expect(variables).toMatchObject({ PGADMIN_LISTEN_PORT: '5050', PGADMIN_DISABLE_POSTFIX: 'true' });
  });

  test('may have the one capability that its image starts with, and nothing else may', () => {
    expect(capabilitiesOf('pgadmin')).toEqual({ drop: ['ALL'], add: ['NET_BIND_SERVICE'] });
    expect(capabilitiesOf('prisma-studio')).toEqual({ drop: ['ALL'] });
  });

  test('checks the certificate of a server that has one, by way of libpq', () => {
    const all = objectsOf(argocd);
    expect(containerOf(all, 'Deployment', 'pgadmin').variables['PGSSLROOTCERT']).toBe('/var/run/postgres-ca/ca.crt');
    expect(JSON.stringify(find(all, 'ConfigMap', 'pgadmin-config')?.['data'])).toContain('verify-full');
  });
});

describe('tools where there are two servers', () => {
  const verified = { provider: 'external', tls: { mode: 'verify-full' } };
  const service = (name: string): object => ({ ...plainService, hostname: name, database: name, routes: [] });
  const objectsWith = (main: object, ledgers: object): ManifestObject[] =>
    objectsOf(
      platformOf({
        services: { ledger: service('ledger'), owners: service('owners') },
        overlay: {
          ...productionOverlay,
          development: true,
          postgres: undefined,
          database: {
            servers: { main: { ...main, host: 'main.example.com' }, ledgers: { ...ledgers, host: 'ledgers.example.com' } },
            default: 'main',
          },
          services: { ledger: { databaseServer: 'ledgers' } },
          tools: ['pgadmin', { tool: 'prisma-studio', service: 'owners' }],
        },
      }),
    );
  const volumesOf = (all: readonly ManifestObject[], name: string): unknown => podOf(find(all, 'Deployment', name)!)?.spec['volumes'];

  test('pgAdmin lists the databases of both, each on its own', () => {
    const data = find(objectsWith(verified, { provider: 'external' }), 'ConfigMap', 'pgadmin-config')?.['data'] as Record<string, string>;
    const { Servers } = JSON.parse(data['servers.json'] ?? '') as {
      Servers: Record<string, { Host: string; ConnectionParameters: { sslmode: string } }>;
    };
    expect(Object.values(Servers).map(({ Host, ConnectionParameters }) => [Host, ConnectionParameters.sslmode])).toEqual([
      ['ledgers.example.com', 'disable'],
      ['main.example.com', 'verify-full'],
    ]);
  });

  test('Prisma Studio mounts the certificate of its own server', () => {
    expect(volumesOf(objectsWith(verified, verified), 'prisma-studio')).toContainEqual({
      name: 'postgres-ca',
      configMap: { name: 'main-ca' },
    });
    expect(volumesOf(objectsWith({ provider: 'external' }, verified), 'prisma-studio')).toEqual([expect.objectContaining({ name: 'tmp' })]);
  });

  test('a certificate of both, and one of the second alone, is mounted as it is', () => {
    const same = { ...verified, tls: { mode: 'verify-full', caConfigMap: 'company-ca' } };
    for (const main of [same, { provider: 'external' }]) {
      const all = objectsWith(main, same);
      expect(volumesOf(all, 'pgadmin')).toContainEqual({ name: 'postgres-ca', configMap: { name: 'company-ca' } });
      expect(podOf(find(all, 'Deployment', 'pgadmin')!)?.spec.initContainers).toBeUndefined();
    }
  });

  test('two certificates reach pgAdmin in one file, put together by a shell that really does', () => {
    const pod = podOf(find(objectsWith(verified, verified), 'Deployment', 'pgadmin')!)!;
    const [certificates] = pod.spec.initContainers!;
    const paths = (certificates!['volumeMounts'] as { name: string; mountPath: string }[]).map(({ mountPath }) => mountPath);
    expect(paths).toEqual(['/var/run/postgres-ca-sources', '/var/run/postgres-ca']);
    const folder = mkdtempSync(path.join(tmpdir(), 'cadastre-certificates-'));
    try {
      mkdirSync(path.join(folder, paths[0]!), { recursive: true });
      mkdirSync(path.join(folder, paths[1]!), { recursive: true });
      writeFileSync(path.join(folder, paths[0]!, '0.crt'), 'first, without a line feed');
      writeFileSync(path.join(folder, paths[0]!, '1.crt'), 'second\n');
      const [shell, flags, script] = certificates!['command'] as [string, string, string];
      execFileSync(shell, [flags, script.replaceAll('/var/run', `${folder}/var/run`)]);
      expect(readFileSync(path.join(folder, '/var/run/postgres-ca/ca.crt'), 'utf8')).toBe('first, without a line feed\nsecond\n\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('Prisma Studio', () => {
  const { spec, variables } = containerOf(objects, 'Deployment', 'prisma-studio');

  test("is the service's image with its database, and downloads nothing", () => {
    expect(spec.image).toBe(containerOf(objects, 'Deployment', 'owners').spec.image);
    const password = secretsOf(dev).find(({ name }) => name === 'owners-db')?.data?.['password'];
    expect(variables['DATABASE_URL']).toBe(`postgresql://owners:${password}@postgres:5432/owners?connection_limit=5&sslmode=disable`);
    expect(variables).toMatchObject({ NPM_CONFIG_YES: 'false', CHECKPOINT_DISABLE: '1', HOME: '/tmp' });
  });

  test.each([
    ['prisma-7', 'connection_limit=5&sslmode=verify-full'],
    ['prisma-6', 'connection_limit=5&sslmode=require&sslaccept=strict&sslcert=/var/run/postgres-ca/ca.crt'],
  ])('checks the certificate of a server that has one, in the words of %s', (databaseClient, parameters) => {
    const input = goldenPlatforms['tools-argocd']!;
    const owners = { ...input.services['owners'], databaseClient };
    const tools = [{ tool: 'prisma-studio', service: 'owners' }];
    const all = objectsOf(platformOf({ ...input, services: { ...input.services, owners }, overlay: { ...input.overlay, tools } }));
    const studio = containerOf(all, 'Deployment', 'prisma-studio').variables;
    expect(studio['DATABASE_URL']?.split('?')[1]).toBe(parameters);
    expect(studio['NODE_EXTRA_CA_CERTS']).toBe('/var/run/postgres-ca/ca.crt');
    expect(variables).not.toHaveProperty('NODE_EXTRA_CA_CERTS');
  });

  test('can write where its service can', () => {
    expect(spec['volumeMounts']).toContainEqual({
      name: expect.stringMatching(/^writable-app-cache-v/) as string,
      mountPath: '/app/.cache',
    });
  });
});

describe('a host', () => {
  test('makes an Ingress of the tool, with the class and the certificate of the environment', () => {
    const ingress = find(objectsOf(argocd), 'Ingress', 'prisma-studio');
    expect(ingress?.['spec']).toMatchObject({
      ingressClassName: 'traefik',
      tls: [{ hosts: ['studio.acme.example.com'], secretName: 'acme-tls' }],
      rules: [
        {
          host: 'studio.acme.example.com',
          http: { paths: [{ path: '/', backend: { service: { name: 'prisma-studio', port: { name: 'http' } } } }] },
        },
      ],
    });
  });

  test('is needed for one', () => {
    expect(objects.filter(({ kind }) => kind === 'Ingress').map(({ metadata }) => metadata.name)).toEqual(['acme']);
  });
});

test('a new development seed starts the tools anew', () => {
  const input = goldenPlatforms['tools-dev']!;
  const other = objectsOf(platformOf({ ...input, overlay: { ...input.overlay, secrets: { provider: 'development', seed: 'other' } } }));
  for (const name of ['pgadmin', 'prisma-studio']) {
    const [before, after] = [objects, other].map((all) =>
      JSON.stringify(
        (find(all, 'Deployment', name)?.['spec'] as unknown as { template: { metadata: { annotations: object } } }).template.metadata
          .annotations,
      ),
    );
    expect(before).not.toBe(after);
  }
  expect(podOf(find(objects, 'Deployment', 'pgadmin')!)?.labels).toMatchObject({ 'app.kubernetes.io/instance': 'pgadmin' });
});
