import type { Capability } from '../../registry/schema';
import { originOf, placeOf } from '../origin';
import { isCalled, metricNamesVariable, type Otlp, withNamesOfBefore } from '../platform';
import { hasBucket, requestMetrics } from '../design/observability/profiles';
import { type AreaRules, rule } from './rule';

/** The fields of `observability` that ask for objects of an operator. */
const operated: readonly (readonly [field: 'monitors' | 'rules', capability: Capability])[] = [
  ['monitors', 'monitoring.coreos.com/v1'],
  ['rules', 'monitoring.coreos.com/v1'],
];

/** Reports objects that are asked for where the cluster does not serve their kind. */
const observabilityCapabilityMissing = rule('observability-capability-missing', ({ platform }, report) => {
  for (const [field, capability] of operated) {
    if (platform.observability[field] && !platform.capabilities.includes(capability))
      report({ field: `observability.${field}`, capability }, placeOf(platform, 'observability', field));
  }
});

/** Reports addresses whose port is by convention that of the other protocol of OpenTelemetry. */
const otlpPortOther = rule('otlp-port-other', ({ platform }, report) => {
  const { otlp } = platform.observability;
  const usual =
    otlp === undefined ? undefined : ({ 4317: 'grpc', 4318: 'http/protobuf' } as Readonly<Record<number, Otlp['protocol']>>)[otlp.port];
  if (otlp !== undefined && usual !== undefined && usual !== otlp.protocol)
    report({ port: otlp.port, protocol: otlp.protocol, usual }, placeOf(platform, 'observability', 'otlp'));
});

/** Reports promises of which nobody is told, because the environment has no alerts and does not say that it wants none. */
const sloUnwatched = rule('slo-unwatched', ({ platform }, report) => {
  if (platform.development || platform.observability.rules || originOf(platform, 'observability', 'rules').layer !== 'built-in') return;
  const [first, ...others] = platform.services.filter(({ slo, metrics }) => slo !== undefined && metrics !== undefined);
  if (first !== undefined) report({ service: first.key, others: others.length }, placeOf(platform, 'services', first.key, 'slo'));
});

/** Reports promises that nothing measures. */
const sloUnmeasured = rule('slo-unmeasured', ({ platform }, report) => {
  for (const service of platform.services) {
    if (service.slo === undefined) continue;
    const lacks =
      service.metrics === undefined
        ? 'metrics'
        : !isCalled(service)
          ? 'requests'
          : service.metricsProfile === undefined
            ? 'profile'
            : undefined;
    if (lacks !== undefined) report({ service: service.key, lacks }, placeOf(platform, 'services', service.key, 'slo'));
  }
});

/** Reports times that no bucket of a histogram ends at. */
const sloLatencyBucket = rule('slo-latency-bucket', ({ platform }, report) => {
  for (const { key, slo, metricsProfile: profile } of platform.services) {
    const ms = slo?.latency?.ms;
    if (ms === undefined || profile === undefined || hasBucket(profile, ms)) continue;
    report({ service: key, ms, profile, buckets: requestMetrics[profile].buckets }, placeOf(platform, 'services', key, 'slo', 'latencyMs'));
  }
});

/** Reports services with metrics about whose requests no alert can be. */
const metricsProfileUnknown = rule('metrics-profile-unknown', ({ platform }, report) => {
  if (!platform.observability.rules || !platform.capabilities.includes('monitoring.coreos.com/v1')) return;
  const [first, ...others] = platform.services.filter(
    (service) => isCalled(service) && service.metrics !== undefined && service.metricsProfile === undefined && service.slo === undefined,
  );
  if (first !== undefined) report({ service: first.key, others: others.length }, placeOf(platform, 'services', first.key, 'metrics'));
});

/** Reports services that tell OpenTelemetry of other names than the profile has. */
const metricsNamesOther = rule('metrics-names-other', ({ platform }, report) => {
  const { rules, dashboards } = platform.observability;
  if (!rules && dashboards === undefined) return;
  for (const { key, metrics, metricsProfile, runtime, config } of platform.services) {
    const isTold = metrics !== undefined && (metricsProfile === 'otel' || metricsProfile === 'next') && withNamesOfBefore.has(runtime);
    const said = config.find(({ name }) => name === metricNamesVariable);
    if (isTold && said !== undefined && !/(^|,)\s*http(\/dup)?\s*(,|$)/.test(said.value))
      report({ service: key, variable: metricNamesVariable, profile: metricsProfile }, said.origin.place);
  }
});

/** The rules about what watches a platform. */
export const observabilityRules: AreaRules<'observability'> = [
  observabilityCapabilityMissing,
  otlpPortOther,
  sloUnwatched,
  sloUnmeasured,
  sloLatencyBucket,
  metricsProfileUnknown,
  metricsNamesOther,
];
