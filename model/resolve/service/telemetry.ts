import { type Origin, placeUnder } from '../../origin';
import {
  type EnvVariable,
  metricNamesVariable,
  type MetricsProfile,
  type Observability,
  type TraceHeader,
  withNamesOfBefore,
} from '../../platform';
import type { Subject } from './subject';

/** The words of the SDKs for what a header is of. @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#general-sdk-configuration */
const propagators: Readonly<Record<TraceHeader, string>> = {
  traceparent: 'tracecontext,baggage',
  b3: 'b3',
  'x-b3-traceid': 'b3multi',
  'uber-trace-id': 'jaeger',
  'x-amzn-trace-id': 'xray',
};

/**
 * The plain variables by which a service knows what to do with traces and logs, and which names its metrics have. All layers may set them otherwise.
 * @param profile the names that its metrics have; undefined if it shows none
 */
export function telemetryVariables(
  { key, runtime }: Subject,
  { otlp, logs, traceHeader, rules, dashboards }: Observability,
  profile: MetricsProfile | undefined,
): Record<string, string> {
  const asked = (rules || dashboards !== undefined) && (profile === 'otel' || profile === 'next');
  return {
    ...(asked && withNamesOfBefore.has(runtime) && { [metricNamesVariable]: 'http' }),
    ...(logs.format !== undefined && { LOG_FORMAT: logs.format }),
    ...(logs.level !== undefined && { LOG_LEVEL: logs.level }),
    ...(traceHeader !== undefined && { OTEL_PROPAGATORS: propagators[traceHeader] }),
    ...(otlp !== undefined && {
      OTEL_SERVICE_NAME: key,
      OTEL_EXPORTER_OTLP_ENDPOINT: otlp.endpoint,
      OTEL_EXPORTER_OTLP_PROTOCOL: otlp.protocol,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: String(otlp.sampling),
    }),
  };
}

/**
 * The variables by which what a pod sends names the pod: its name and id, which the kubelet fills in, and then the text that is made of them.
 * @param said the names of the variables that somebody has written
 */
export function resourceVariables(
  { context }: Subject,
  { otlp }: Observability,
  { product, version, said }: { readonly product: string; readonly version: string | undefined; readonly said: ReadonlySet<string> },
): EnvVariable[] {
  if (otlp === undefined || said.has('OTEL_RESOURCE_ATTRIBUTES')) return [];
  const origin: Origin = { layer: 'built-in', place: placeUnder(context.sources.overlay, 'observability', 'otlp') };
  const attributes = [
    `service.namespace=${product}`,
    ...(version === undefined ? [] : [`service.version=${version}`]),
    `deployment.environment.name=${context.environment}`,
    'k8s.pod.name=$(POD_NAME)',
    'service.instance.id=$(POD_UID)',
  ];
  const fields = [
    { kind: 'field', name: 'POD_NAME', field: 'metadata.name', origin },
    { kind: 'field', name: 'POD_UID', field: 'metadata.uid', origin },
  ] as const;
  return [
    ...fields.filter(({ name }) => !said.has(name)),
    { kind: 'template', name: 'OTEL_RESOURCE_ATTRIBUTES', template: attributes.join(','), origin },
  ];
}
