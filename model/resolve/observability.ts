import type { Capability, EnvironmentOverlay, ObservabilityInput, ProductManifest } from '../../registry/schema';
import { type Origins, placeUnder } from '../origin';
import type { Observability, Otlp, PlatformSources } from '../platform';
import { builtInAt, type Layer, pick } from './layers';

/** The words of the label `severity` that the operator's own alerts have. */
const severities: Observability['severities'] = { page: 'critical', ticket: 'warning' };

/** When alerts fire if nobody says. */
const thresholds: Observability['thresholds'] = {
  errorPercent: 5,
  failures: 5,
  p95Ms: 1000,
  p99Ms: 2500,
  queueMessages: 1000,
  volumePercent: 90,
  connectionPercent: 90,
  certificateDays: 14,
};

/** What is resolved of a platform beside its services, with the origins of its fields. */
interface ResolvedObservability {
  readonly observability: Observability;
  readonly origins: Origins;
}

/** Resolves what watches a platform: the overlay over the product manifest, field by field. */
export function resolveObservability(
  manifest: ProductManifest,
  overlay: EnvironmentOverlay,
  capabilities: readonly Capability[],
  sources: PlatformSources,
): ResolvedObservability {
  const layers: readonly Layer<ObservabilityInput>[] = [
    { layer: 'overlay', place: placeUnder(sources.overlay, 'observability'), values: overlay.observability ?? {} },
    { layer: 'product-default', place: placeUnder(sources.manifest, 'observability'), values: manifest.observability ?? {} },
  ];
  const fields: Record<string, Origins> = {};
  const of = <F extends keyof ObservabilityInput>(
    field: F,
    builtIn: NonNullable<ObservabilityInput[F]>,
  ): NonNullable<ObservabilityInput[F]> => {
    const picked = pick(layers, field, builtIn, builtInAt(placeUnder(sources.overlay, 'observability', field)));
    fields[field] = picked.origins;
    return picked.value;
  };
  const dashboards = of('dashboards', false);
  const otlp = otlpOf(of('otlp', false), overlay.development ?? false);
  const { format, level } = mergedOver<{ format?: string; level?: string }>({}, manifest.observability?.logs, overlay.observability?.logs);
  const operated = capabilities.includes('monitoring.coreos.com/v1');
  return {
    observability: {
      monitors: of('monitors', operated),
      rules: of('rules', operated),
      dashboards: dashboardsOf(dashboards),
      otlp,
      logs: { format, level },
      traceHeader: overlay.observability?.traceHeader ?? manifest.observability?.traceHeader ?? (otlp && 'traceparent'),
      labels: of('labels', {}),
      intervalSeconds: of('intervalSeconds', 30),
      sampleLimit: of('sampleLimit', 10_000),
      severities: mergedOver(severities, manifest.observability?.severities, overlay.observability?.severities),
      runbooks: of('runbooks', '').replace(/\/+$/, '') || undefined,
      thresholds: mergedOver(thresholds, manifest.observability?.thresholds, overlay.observability?.thresholds),
      postgresExporter: overlay.observability?.postgresExporter ?? manifest.observability?.postgresExporter,
    },
    origins: { fields },
  };
}

/** Lays what is declared over what is built in, field by field. */
function mergedOver<T extends object>(builtIn: T, ...declared: readonly ({ readonly [F in keyof T]?: T[F] | undefined } | undefined)[]): T {
  const said = declared.flatMap((values) => Object.entries(values ?? {})).filter(([, value]) => value !== undefined);
  return { ...builtIn, ...Object.fromEntries(said) };
}

function dashboardsOf(declared: NonNullable<ObservabilityInput['dashboards']>): Observability['dashboards'] {
  if (declared === false) return undefined;
  const { labels = { grafana_dashboard: '1' }, folder } = declared === true ? {} : declared;
  return { labels, folder };
}

function otlpOf(declared: NonNullable<ObservabilityInput['otlp']>, development: boolean): Otlp | undefined {
  if (declared === false) return undefined;
  const { endpoint, protocol = 'http/protobuf', sampling = development ? 1 : 0.1 } = declared;
  // An address that is none is a finding.
  const { hostname = '', protocol: scheme, port } = URL.canParse(endpoint) ? new URL(endpoint) : { protocol: '', port: '' };
  // The parser leaves the usual port of a scheme out, and an address of IPv6 in its brackets.
  return {
    endpoint,
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (scheme === 'https:' ? 443 : 80) : Number(port),
    protocol,
    sampling,
  };
}
