import fc from 'fast-check';
import { checkPlatform, resolvePlatform, type ResolveInput, withBlueprint } from '../../../model';
import { files, findingsOf, type Input, shop } from '../../support/shop';
import { sealedSecret, sopsSecret } from '../../fixtures/secret-files';
import { wordingOf } from '../../support/wording';

const oddText = fc.oneof(
  fc.constantFrom('', ' ', 'orders', 'accounts', 'a'.repeat(70), '__proto__', 'constructor', '../..', 'a\u001b[2J'),
  fc.constantFrom('/', '//', '/a/', '/a/b', '/a/bc', '$(X)', '${Y}'),
  fc.constantFrom(
    'http://',
    'http://[',
    'http://accounts:4000',
    'postgresql://u:p@postgres/accounts',
    'orders:99999',
    '1Gi',
    '-5m',
    '1e400',
    'postgres:x@y',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const oddNumber = fc.oneof(fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, -1, 0, 1, 4000, 2 ** 53, 0.5), fc.double());
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined, freq: 2 });
const texts = fc.array(oddText, { maxLength: 4 });
const record = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> => fc.dictionary(oddText, value, { maxKeys: 4 });
const amounts = maybe(
  fc.record({ cpu: maybe(fc.oneof(oddText, oddNumber, fc.constant(null))), memory: maybe(fc.oneof(oddText, oddNumber)) }),
);
const secretReference = fc.record({ secret: oddText, key: oddText });

const autoscaling = fc.record({ minReplicas: oddNumber, maxReplicas: oddNumber, cpuUtilization: maybe(oddNumber) });

const protocol = fc.constantFrom('http', 'h2c', 'grpc', 'tcp', 'udp');
const portReference = fc.oneof(oddText, oddNumber);
const probe = fc.oneof(
  oddText,
  fc.constant(false),
  fc.record({ http: oddText, port: maybe(portReference), headers: maybe(record(oddText)) }),
  fc.record({ grpc: fc.oneof(oddText, fc.constant(true)), port: maybe(portReference) }),
  fc.record({ tcp: fc.oneof(portReference, fc.constant(true)) }),
  fc.record({ exec: texts }),
);

const mapping = maybe(record(fc.oneof(oddText, fc.constant(false))));
const placement = {
  nodeSelector: mapping,
  tolerations: maybe(
    fc.array(fc.record({ key: maybe(oddText), value: maybe(oddText), tolerationSeconds: maybe(oddNumber) }), { maxLength: 2 }),
  ),
  affinity: maybe(
    fc.record({
      spread: maybe(fc.constantFrom('preferred', 'nodes', 'zones')),
      near: maybe(fc.record({ service: oddText })),
      dedicated: maybe(fc.record({ key: maybe(oddText), value: oddText })),
    }),
  ),
  architecture: maybe(fc.constantFrom('amd64', 'arm64')),
  extendedResources: maybe(record(oddNumber)),
  dnsConfig: maybe(fc.record({ nameservers: maybe(texts), searches: maybe(texts), options: maybe(record(oddText)) })),
  hostAliases: maybe(fc.array(fc.record({ ip: oddText, hostnames: texts }), { maxLength: 2 })),
  podLabels: mapping,
  podAnnotations: mapping,
  serviceAccount: maybe(fc.record({ name: maybe(oddText), annotations: mapping })),
  safeToEvict: maybe(fc.boolean()),
};

const service = fc.record({
  hostname: oddText,
  port: oddNumber,
  database: maybe(oddText),
  routes: texts,
  layer: fc.constantFrom('platform', 'shared', 'domain'),
  label: oddText,
  extraEnv: maybe(record(oddText)),
  env: maybe(record(fc.oneof(oddText, fc.constant(false)))),
  secrets: maybe(record(fc.oneof(secretReference, fc.constant(false)))),
  dependsOn: maybe(texts),
  image: maybe(oddText),
  runtime: maybe(fc.constantFrom('node', 'nextjs', 'python', 'static', 'go', 'java', 'dotnet', 'other')),
  extensions: maybe(texts),
  singleton: maybe(fc.boolean()),
  replicas: maybe(oddNumber),
  autoscaling: maybe(autoscaling),
  command: maybe(texts),
  args: maybe(texts),
  dockerfile: maybe(oddText),
  user: maybe(fc.record({ uid: oddNumber, gid: oddNumber })),
  metrics: maybe(fc.record({ port: maybe(oddNumber), path: maybe(oddText) })),
  owner: maybe(fc.record({ team: oddText })),
  writablePaths: maybe(texts),
  migration: maybe(fc.record({ mode: maybe(fc.constantFrom('job', 'entrypoint', 'none')), command: maybe(texts) })),
  needsRedis: maybe(fc.boolean()),
  needsRabbitmq: maybe(fc.boolean()),
  protocol: maybe(protocol),
  ports: maybe(record(fc.record({ port: oddNumber, protocol: maybe(protocol), metrics: maybe(fc.boolean()) }))),
  stopSeconds: maybe(oddNumber),
  health: maybe(fc.record({ live: maybe(probe), ready: maybe(probe), startup: maybe(probe), startupSeconds: maybe(oddNumber) })),
  resources: maybe(fc.record({ requests: amounts, limits: amounts })),
  ...placement,
});

const inCluster = fc.record({
  provider: fc.constant('in-cluster'),
  host: maybe(oddText),
  image: maybe(oddText),
  storage: maybe(oddText),
  storageClass: maybe(oddText),
});
const external = fc.record({ provider: fc.constant('external'), host: oddText, port: maybe(oddNumber) });
const pools = fc.record({ poolSize: maybe(oddNumber), maxConnections: maybe(oddNumber) });
const server = fc.tuple(fc.oneof(inCluster, external), pools).map(([end, pool]) => ({ ...end, ...pool }));
const endpoint = maybe(fc.oneof(inCluster, external));

const quotaAmounts = maybe(fc.record({ cpu: maybe(fc.oneof(oddText, oddNumber)), memory: maybe(fc.oneof(oddText, oddNumber)) }));
const tool = fc.oneof(
  fc.constantFrom('pgadmin', 'prisma-studio'),
  fc.record({ tool: fc.constant('pgadmin'), image: maybe(oddText), host: maybe(oddText), secret: maybe(oddText) }),
  fc.record({ tool: fc.constant('prisma-studio'), service: oddText, image: maybe(oddText), host: maybe(oddText), command: maybe(texts) }),
);

const layout = fc.oneof(oddText, fc.constantFrom('{secret}/{key}', '{product}', '{secret', '{__proto__}', '{{key}}'));
const externalSecrets = fc.record({
  provider: fc.constant('external-secrets'),
  store: fc.record({ name: oddText }),
  refreshInterval: maybe(fc.oneof(oddText, fc.constantFrom('1h', '0', '-1h'))),
  key: maybe(layout),
  property: maybe(layout),
  passwords: maybe(fc.constantFrom('store', 'push-secret', 'generator')),
  refreshPolicy: maybe(fc.constantFrom('CreatedOnce', 'Periodic')),
  optional: maybe(texts),
});

const overlay = fc.record({
  development: maybe(fc.boolean()),
  namespace: maybe(oddText),
  delivery: fc.constantFrom('kubectl', 'argocd'),
  replicas: maybe(oddNumber),
  images: fc.record({
    tag: maybe(oddText),
    pullSecrets: maybe(texts),
    requireDigest: maybe(fc.boolean()),
    services: maybe(record(fc.record({ tag: maybe(oddText), digest: maybe(oddText) }))),
  }),
  priorityClassName: maybe(oddText),
  hardenedUid: maybe(fc.boolean()),
  quota: maybe(
    fc.record({ requests: quotaAmounts, limits: quotaAmounts, pods: maybe(oddNumber), extendedResources: maybe(record(oddNumber)) }),
  ),
  ...placement,
  limitRange: maybe(fc.boolean()),
  services: maybe(
    record(
      fc.record({
        replicas: maybe(oddNumber),
        autoscaling: maybe(fc.oneof(autoscaling, fc.constant(false))),
        priorityClassName: maybe(oddText),
        databaseServer: maybe(oddText),
      }),
    ),
  ),
  secrets: fc.oneof(
    fc.record({ provider: fc.constant('development'), seed: oddText }),
    fc.record({ provider: fc.constantFrom('existing', 'sealed-secrets', 'sops') }),
    externalSecrets,
  ),
  reloader: maybe(fc.boolean()),
  postgres: maybe(server),
  database: maybe(fc.record({ servers: record(server), default: maybe(oddText) })),
  redis: endpoint,
  rabbitmq: maybe(
    fc
      .tuple(fc.oneof(inCluster, external), fc.record({ vhost: maybe(oddText), secret: maybe(oddText) }))
      .map(([server, more]) => ({ ...server, ...more })),
  ),
  ingress: maybe(fc.record({ className: oddText, host: oddText })),
  tools: maybe(fc.array(tool, { maxLength: 4 })),
});

const secretFile = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(sealedSecret('jwt', ['secret']), sopsSecret('jwt', ['secret'])),
  fc.record({
    apiVersion: fc.constantFrom('v1', 'bitnami.com/v1alpha1'),
    kind: fc.constantFrom('Secret', 'SealedSecret'),
    metadata: fc.oneof(fc.jsonValue(), fc.record({ name: oddText, namespace: oddText })),
    spec: fc.oneof(
      fc.jsonValue(),
      fc.record({ encryptedData: fc.jsonValue(), template: fc.record({ data: fc.jsonValue(), metadata: fc.jsonValue() }) }),
    ),
    stringData: fc.jsonValue(),
    sops: fc.jsonValue(),
  }),
);

const pin = fc.record({ tag: oddText, digest: maybe(oddText) });

const resolveInput = fc
  .record({
    registry: record(service),
    name: oddText,
    imageRegistry: oddText,
    overlay,
    environment: oddText,
    pins: maybe(record(pin)),
    secretFiles: maybe(fc.array(secretFile, { maxLength: 3 })),
  })
  .map(({ registry, name, imageRegistry, overlay: value, environment, pins, secretFiles }) => ({
    registry: { value: registry, file: files.registry },
    manifest: {
      value: { name, label: name, services: Object.keys(registry), imageRegistry, environments: [environment] },
      file: files.manifest,
    },
    overlay: { value, file: files.overlay },
    imageLock: pins && { value: pins, file: files.imageLock },
    secretFiles: secretFiles?.map((content, index) => ({ file: `${files.secrets}/${index}.yaml`, text: '', value: content })),
    environment,
  })) as unknown as fc.Arbitrary<ResolveInput>;

describe('the rules', () => {
  test('never throw, whatever the values are, and find the same every time', () => {
    fc.assert(
      fc.property(resolveInput, (input) => {
        const { platform } = resolvePlatform(input);
        const { blueprint } = withBlueprint(platform);
        const findings = checkPlatform(platform, blueprint);
        expect(checkPlatform(platform, withBlueprint(platform).blueprint)).toEqual(findings);
        for (const finding of findings) expect(wordingOf(finding).text).not.toMatch(/undefined|\[object/);
      }),
      { numRuns: 300 },
    );
  });

  test('find the same in any order of keys', () => {
    const input = shop();
    const broken = { hostname: 'accounts', port: 4000, dependsOn: ['orders', 'nobody'], env: { B: 'http://pricing:1', A: '${B}' } };
    Object.assign(input.registry['mailer'] as object, broken);
    const findings = findingsOf(input);
    expect(findings.length).toBeGreaterThan(5);
    const sameFindings = fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
      expect(findingsOf(shuffled(input, numbers) as Input)).toEqual(findings);
    });
    fc.assert(sameFindings, { numRuns: 30 });
  });
});

/** The same data with the keys of every mapping in another order. */
function shuffled(value: unknown, numbers: Iterator<number>): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => shuffled(item, numbers));
  const entries = Object.entries(value).map(([key, inner]) => ({
    key,
    inner: shuffled(inner, numbers),
    rank: numbers.next().value as number,
  }));
  return Object.fromEntries(entries.sort((a, b) => a.rank - b.rank).map(({ key, inner }) => [key, inner]));
}
