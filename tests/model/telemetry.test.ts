import { designPlatform, type Platform } from '../../model';
import { developmentOverlay, plainService, platformOf, productionOverlay } from '../support/platform';

const otlp = { endpoint: 'https://otlp.example.net:443/v1', protocol: 'grpc' } as const;

const of = (observability: object, owners: object = {}, overlay: object = productionOverlay): Platform =>
  platformOf({
    services: { owners: { ...plainService, database: 'owners', ...owners } },
    overlay: { ...overlay, observability },
  });

/** The variables of the service's container, as the kubelet would be given them. */
function variablesOf(platform: Platform): (readonly [name: string, value: string])[] {
  const workload = designPlatform(platform).workloads.find(({ kind }) => kind === 'service')!;
  return workload.pod.containers[0]!.variables.map((variable) => {
    if (variable.kind === 'literal') return [variable.name, variable.value];
    return [variable.name, variable.kind === 'field' ? variable.field : variable.kind === 'template' ? variable.template : 'secret'];
  });
}

const telemetry = (platform: Platform) => variablesOf(platform).filter(([name]) => /^(OTEL|POD|LOG)_/.test(name));

test('nothing is told unless it is asked for', () => {
  expect(telemetry(of({}))).toEqual([]);
});

test('services are told where to send traces, and who they are, by variables after those that they refer to', () => {
  expect(telemetry(of({ otlp, logs: { format: 'json', level: 'info' } }))).toEqual([
    ['LOG_FORMAT', 'json'],
    ['LOG_LEVEL', 'info'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'https://otlp.example.net:443/v1'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ['OTEL_PROPAGATORS', 'tracecontext,baggage'],
    ['OTEL_SERVICE_NAME', 'owners'],
    ['OTEL_TRACES_SAMPLER', 'parentbased_traceidratio'],
    ['OTEL_TRACES_SAMPLER_ARG', '0.1'],
    ['POD_NAME', 'metadata.name'],
    ['POD_UID', 'metadata.uid'],
    [
      'OTEL_RESOURCE_ATTRIBUTES',
      'service.namespace=acme,service.version=1.2.3,deployment.environment.name=dev,k8s.pod.name=$(POD_NAME),service.instance.id=$(POD_UID)',
    ],
  ]);
});

test('development keeps all traces', () => {
  expect(telemetry(of({ otlp }, {}, developmentOverlay))).toContainEqual(['OTEL_TRACES_SAMPLER_ARG', '1']);
});

test('what an entry says wins', () => {
  const said = telemetry(
    of({ otlp, logs: { level: 'info' } }, { env: { OTEL_RESOURCE_ATTRIBUTES: 'team=tax', LOG_LEVEL: 'debug', OTEL_SERVICE_NAME: 'tax' } }),
  );
  expect(Object.fromEntries(said)).toMatchObject({ OTEL_RESOURCE_ATTRIBUTES: 'team=tax', LOG_LEVEL: 'debug', OTEL_SERVICE_NAME: 'tax' });
  expect(said.map(([name]) => name)).not.toContain('POD_NAME');
});

test('a migration sends no traces', () => {
  const migrating = of({ otlp }, { migration: { mode: 'job', command: ['migrate'] } });
  const job = designPlatform(migrating).workloads.find(({ kind }) => kind === 'migration')!;
  const names = [...job.pod.containers, ...job.pod.initContainers].flatMap(({ variables }) => variables.map(({ name }) => name));
  expect(names.filter((name) => name.startsWith('OTEL_'))).toEqual([]);
});

describe('the names of metrics that rules and dashboards ask for', () => {
  const optIn = (entry: object, observability: object = { dashboards: true }) =>
    Object.fromEntries(telemetry(of(observability, { metrics: {}, ...entry })))['OTEL_SEMCONV_STABILITY_OPT_IN'];

  test.each([
    ['Node', { runtime: 'node', metricsProfile: 'otel' }, 'http'],
    ['Next.js', { runtime: 'nextjs', metricsProfile: 'next' }, 'http'],
    ['Python', { runtime: 'python', metricsProfile: 'otel' }, 'http'],
    ['a program that says itself which', { metricsProfile: 'otel', env: { OTEL_SEMCONV_STABILITY_OPT_IN: 'http/dup' } }, 'http/dup'],
    ['Java, which has no others', { runtime: 'java', metricsProfile: 'otel' }, undefined],
    ['another library', { metricsProfile: 'nest' }, undefined],
    ['a service without metrics', { metrics: undefined, metricsProfile: 'otel' }, undefined],
  ])('are told to OpenTelemetry for %s', (_, entry, value) => {
    expect(optIn(entry)).toBe(value);
  });

  test('are told where something asks for them', () => {
    const operated = { ...productionOverlay, capabilities: ['monitoring.coreos.com/v1'] };
    const names = (observability: object, overlay: object) =>
      telemetry(of(observability, { metrics: {}, metricsProfile: 'otel' }, overlay)).map(([name]) => name);
    expect(names({}, productionOverlay)).toEqual([]);
    expect(names({}, operated)).toEqual(['OTEL_SEMCONV_STABILITY_OPT_IN']);
    expect(names({ rules: false }, operated)).toEqual([]);
  });
});

test('where they are sent is a connection', () => {
  const { connections } = designPlatform(of({ otlp }));
  expect(connections.filter(({ why }) => why === 'telemetry')).toEqual([
    expect.objectContaining({
      from: { kind: 'workload', id: 'service/owners' },
      to: { kind: 'host', host: 'otlp.example.net' },
      port: 443,
      protocol: 'TCP',
    }),
  ]);
});

test('the header is named once: to services, and to the edge, which lets browsers of other origins send it', () => {
  const route = { path: '/api/v1/owners', cors: { origins: ['https://app.example.com'], headers: ['Content-Type', 'B3'] } };
  const overlay = {
    ...productionOverlay,
    ingress: undefined,
    routing: { target: 'ingress', controller: 'traefik', className: 'traefik', hosts: [{ host: 'acme.example.com' }] },
  };
  const headersOf = (traceHeader: string) =>
    of({ traceHeader }, { routes: [route] }, overlay).services[0]?.routes[0]?.features.cors?.value.headers;
  expect(headersOf('traceparent')).toEqual(['Content-Type', 'B3', 'traceparent', 'tracestate', 'baggage']);
  expect(headersOf('b3')).toEqual(['Content-Type', 'B3']);
  expect(telemetry(of({ traceHeader: 'x-b3-traceid' }))).toEqual([['OTEL_PROPAGATORS', 'b3multi']]);
});
