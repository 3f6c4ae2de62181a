import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildApp } from '../../../constructs';
import { formatImageReference } from '../../../formats';
import { checkPlatform, type CompiledPlatform, type Container, type Workload } from '../../../model';
import { deepFreeze } from '../../../model/blueprint';
import type { ManifestObject } from '../../../output';
import { goldenPlatforms } from '../../fixtures/golden/platforms';
import { type ContainerSpec, podOf } from '../../support/containers';
import { compiledOf, productPlatforms } from '../../support/platform';

const registry = resolve(__dirname, '../../../registry');

/** The products' own platforms are compiled when the tests run; the golden ones when they are listed. */
let products: readonly CompiledPlatform[] = [];
beforeAll(async () => {
  products = await productPlatforms(registry);
});

const productNames = readdirSync(registry)
  .filter((name) => existsSync(join(registry, name, 'manifest.yaml')))
  .flatMap((name) =>
    readdirSync(join(registry, name, 'environments'))
      .filter((file) => /^[a-z]+\.yaml$/.test(file))
      .map((file) => [name, file.replace('.yaml', '')] as const),
  );

const platforms: readonly [string, () => CompiledPlatform][] = [
  ...productNames.map(([name, environment]): [string, () => CompiledPlatform] => [
    `${name}/${environment}`,
    () => products.find(({ platform }) => platform.product === name && platform.environment === environment)!,
  ]),
  ...Object.entries(goldenPlatforms).map(([name, input]): [string, () => CompiledPlatform] => [name, () => compiledOf(input)]),
];

const withoutHash = (name: string): string => name.replace(/-[0-9a-f]{8}$/, '');

describe.each(platforms)('the blueprint of %s', (_, make) => {
  let compiled: CompiledPlatform;
  let objects: ManifestObject[];
  beforeAll(() => {
    compiled = make();
    objects = buildApp(compiled, { write: () => undefined })
      .render()
      .flatMap((chart) => chart.objects as unknown as ManifestObject[]);
  });

  test('is plain data, its lists are frozen, and JSON holds all of it', () => {
    const { blueprint } = compiled;
    expect(JSON.parse(JSON.stringify(blueprint))).toEqual(blueprint);
    expect(Object.isFrozen(blueprint)).toBe(true);
    expect(Object.values(blueprint).filter(Array.isArray).every(Object.isFrozen)).toBe(true);
  });

  test('is changed by no stage after it', () => {
    const { platform, blueprint, credentials } = compiled;
    const frozen = deepFreeze(structuredClone(blueprint));
    expect(() => checkPlatform(platform, frozen)).not.toThrow();
    expect(() => buildApp({ blueprint: frozen, credentials }, { write: () => undefined }).render()).not.toThrow();
  });

  test('holds no value of a Secret', () => {
    const { platform, blueprint, credentials } = compiled;
    const text = JSON.stringify(blueprint);
    const known = new Set(
      blueprint.references.flatMap(({ keys }) => keys.flatMap(({ source }) => (source.kind === 'known' ? [source.value] : []))),
    );
    const secret = Object.values(credentials?.values ?? {})
      .flatMap((values) => Object.values(values))
      .filter((value) => !known.has(value));
    expect(secret.filter((value) => text.includes(value))).toEqual([]);
    if (platform.secretProvider.provider === 'development') expect(secret.length).toBeGreaterThan(0);
  });

  test('names every object that is written, and no other', () => {
    const { blueprint } = compiled;
    const written = blueprint.names.filter(({ by }) => by === 'manifests');
    const hashed = new Set(written.flatMap(({ kind, name, hashed: isHashed }) => (isHashed ? [`${kind}/${name}`] : [])));
    const nameOf = ({ kind, metadata }: ManifestObject): string => {
      const short = withoutHash(metadata.name);
      return hashed.has(`${kind}/${short}`) ? short : metadata.name;
    };
    expect(objects.map((object) => `${object.apiVersion}/${object.kind}/${nameOf(object)}`).sort()).toEqual(
      written.map(({ apiVersion, kind, name }) => `${apiVersion}/${kind}/${name}`).sort(),
    );
  });

  test('refers to every Secret and ConfigMap that is read, and to no other', () => {
    const { blueprint } = compiled;
    const hashed = new Set(blueprint.names.flatMap(({ kind, name, hashed: isHashed }) => (isHashed ? [`${kind}/${name}`] : [])));
    const read = new Map<string, Set<string>>();
    for (const { kind, name, keys } of objects.flatMap(readBy)) {
      const short = hashed.has(`${kind}/${withoutHash(name)}`) ? withoutHash(name) : name;
      read.set(`${kind}/${short}`, new Set([...(read.get(`${kind}/${short}`) ?? []), ...keys]));
    }
    expect([...read.keys()].sort()).toEqual(blueprint.references.map(({ kind, name }) => `${kind}/${name}`).sort());
    const dataOf = (config: string): string[] =>
      [...blueprint.workloads.flatMap(({ configs }) => configs), ...blueprint.sharedConfigs.map((shared) => shared.config)].flatMap(
        ({ name, data }) => (name === config ? Object.keys(data) : []),
      );
    for (const { kind, name, from, keys, uses } of blueprint.references) {
      const known = [...(from === 'manifests' ? dataOf(name) : []), ...keys.map((key) => key.name)];
      expect([...(read.get(`${kind}/${name}`) ?? [])].filter((key) => !known.includes(key))).toEqual([]);
      expect(uses.length).toBeGreaterThan(0);
    }
  });

  test('says of every container which image, ports and variables it has', () => {
    const { blueprint } = compiled;
    const foreign = new Set(blueprint.foreign.map(({ object }) => objectKey(object as unknown as ManifestObject)));
    const ours = objects.filter((object) => podOf(object) !== undefined && !foreign.has(objectKey(object)));
    const byName = new Map(ours.map((object) => [objectKey(object), object]));
    const found = blueprint.workloads.map((workload) => [workload, byName.get(workloadKey(workload))] as const);
    expect(found.filter(([, object]) => object === undefined).map(([{ id }]) => id)).toEqual([]);
    expect(byName.size).toBe(blueprint.workloads.length);
    for (const [workload, object] of found) {
      const spec = podOf(object!)?.spec;
      expect((spec?.initContainers ?? []).map(summaryOfSpec)).toEqual(workload.pod.initContainers.map(summaryOf));
      expect((spec?.containers ?? []).map(summaryOfSpec)).toEqual(workload.pod.containers.map(summaryOf));
    }
  });

  test('connects every pair that has to talk', () => {
    const { platform, blueprint } = compiled;
    const hostOf = new Map(blueprint.workloads.map(({ id, name }) => [id, name]));
    const connected = new Set(
      blueprint.connections.map(({ from, to, port }) => {
        const end = to.kind === 'workload' ? hostOf.get(to.id) : to.kind === 'cluster' ? to.part : to.host;
        return `${from.kind === 'workload' ? from.id : from.kind === 'cluster' ? from.part : from.host} -> ${end}:${port}`;
      }),
    );
    const missing: string[] = [];
    const need = (from: string, to: string, port: number | string): void => {
      if (!connected.has(`${from} -> ${to}:${port}`)) missing.push(`${from} -> ${to}:${port}`);
    };
    for (const { key, kind, dependsOn } of platform.services) {
      for (const dependency of dependsOn) {
        const other = platform.services.find((service) => service.key === dependency);
        if (other?.port !== undefined) need(`${kind}/${key}`, other.name, other.port);
        const neighbour = platform.neighbours.find((service) => service.key === dependency);
        for (const { port } of neighbour?.ports ?? []) need(`${kind}/${key}`, neighbour?.host ?? '', port);
      }
    }
    for (const { kind, key, externals } of platform.services) {
      for (const { name, host, port } of platform.externals) if (externals.includes(name)) need(`${kind}/${key}`, host, port);
    }
    for (const { id, pod } of blueprint.workloads) {
      need(id, 'dns', platform.network.dns.port);
      for (const { variables } of [...pod.initContainers, ...pod.containers]) {
        const value = (name: string): string => {
          const variable = variables.find((candidate) => candidate.name === name);
          return variable?.kind === 'literal' ? variable.value : variable?.kind === 'template' ? variable.template : '';
        };
        for (const [host, port] of [
          ['PGHOST', 'PGPORT'],
          ['DB_HOST', 'DB_PORT'],
        ] as const) {
          if (value(host) !== '') need(id, value(host), value(port));
        }
        for (const url of [value('REDIS_URL'), value('RABBITMQ_URL')]) {
          const [, host, port] = /@([^:/]+):(\d+)/.exec(url) ?? [];
          if (host !== undefined && port !== undefined) need(id, host, port);
        }
      }
    }
    for (const object of objects.filter(({ kind }) => kind === 'Ingress')) {
      const { rules } = object['spec'] as unknown as { rules: { http: { paths: { backend: { service: { name: string } } }[] } }[] };
      for (const { backend } of rules.flatMap(({ http }) => http.paths)) {
        const port = blueprint.workloads.find(({ name, reachable }) => reachable && name === backend.service.name)?.pod.containers[0]
          ?.ports[0]?.port;
        need('edge', backend.service.name, port ?? 'none');
      }
    }
    // Rules of HTTPRoutes, and policies that ask a service about logins.
    for (const object of objects.filter(({ kind }) => kind === 'HTTPRoute' || kind === 'SecurityPolicy')) {
      const { rules = [], extAuth } = object['spec'] as unknown as { rules?: BackendRefs[]; extAuth?: { http: BackendRefs } };
      for (const { backendRefs = [] } of [...rules, ...(extAuth === undefined ? [] : [extAuth.http])])
        for (const { name, port } of backendRefs) need('edge', name, port);
    }
    for (const object of objects) {
      const port = (podOf(object) as { annotations?: Record<string, string> } | undefined)?.annotations?.['prometheus.io/port'];
      if (port !== undefined) need('monitoring', object.metadata.name, port);
    }
    expect(missing).toEqual([]);
  });
});

interface BackendRefs {
  readonly backendRefs?: readonly { readonly name: string; readonly port: number }[];
}

function objectKey({ kind, metadata }: ManifestObject): string {
  return kind === 'Job' ? `Job/${withoutHash(metadata.name)}` : `${kind}/${metadata.name}`;
}

const kinds = { replicated: 'Deployment', stateful: 'StatefulSet', 'run-once': 'Job', scheduled: 'CronJob' } as const;

function workloadKey({ lifetime, name }: Workload): string {
  return `${kinds[lifetime.kind]}/${name}`;
}

function summaryOf({ name, image, ports, variables }: Container): object {
  return {
    name,
    image: formatImageReference(image),
    ports: ports.map(({ name: port, port: number }) => [port, number]),
    variables: variables.map((variable) => variable.name),
  };
}

function summaryOfSpec({ name, image, ports = [], env = [] }: ContainerSpec): object {
  const listed = ports as readonly { name: string; containerPort: number }[];
  return { name, image, ports: listed.map((port) => [port.name, port.containerPort]), variables: env.map((variable) => variable.name) };
}

interface Read {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly keys: readonly string[];
}

/** Every Secret and ConfigMap that an object reads, by what its kind can read. */
function readBy(object: ManifestObject): Read[] {
  const found: Read[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
    const record = value as Record<string, never>;
    const items = (of: { items?: { key: string }[] }): string[] => of.items?.map(({ key }) => key) ?? [];
    for (const [field, inner] of Object.entries<never>(record)) {
      const of = inner as { name: string; key: string; secretName: string; items?: { key: string }[] };
      if (field === 'secretKeyRef') found.push({ kind: 'Secret', name: of.name, keys: [of.key] });
      if (field === 'secretRef') found.push({ kind: 'Secret', name: of.name, keys: [] });
      if (field === 'configMapRef') found.push({ kind: 'ConfigMap', name: of.name, keys: [] });
      if (field === 'passwordSecret') found.push({ kind: 'Secret', name: of.name, keys: ['username', 'password'] });
      if (field === 'secret' && typeof inner === 'object') found.push({ kind: 'Secret', name: of.secretName ?? of.name, keys: items(of) });
      if (field === 'configMap' && typeof inner === 'object') found.push({ kind: 'ConfigMap', name: of.name, keys: items(of) });
      if (field === 'imagePullSecrets')
        found.push(...(inner as unknown as { name: string }[]).map(({ name }) => ({ kind: 'Secret', name, keys: [] }) as const));
      if (field === 'tls' && object.kind === 'Ingress') {
        found.push(
          ...(inner as unknown as { secretName: string }[]).map(
            ({ secretName }) => ({ kind: 'Secret', name: secretName, keys: ['tls.crt', 'tls.key'] }) as const,
          ),
        );
      }
      if (field === 'certificateRefs')
        found.push(
          ...(inner as unknown as { name: string }[]).map(({ name }) => ({ kind: 'Secret', name, keys: ['tls.crt', 'tls.key'] }) as const),
        );
      visit(inner);
    }
  };
  if (!['ConfigMap', 'Secret', 'ExternalSecret', 'PushSecret', 'SealedSecret'].includes(object.kind)) visit(object);
  return found;
}
