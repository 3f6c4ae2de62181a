import type { Place } from '../../diagnostics';
import type { ParsedService } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { Metrics, ServicePort } from '../platform';
import { compareText } from './order';

/** The name of the port that `metrics.port` makes. */
const metricsPortName = 'metrics';

/**
 * Resolves the ports of one entry, and which of them has the metrics.
 * @param place the place of the entry
 * @returns no metrics also if there is no port for them, which is a finding
 */
export function resolvePorts(
  { port, protocol = 'http', ports, sidecars = {}, metrics }: Pick<ParsedService, 'port' | 'protocol' | 'ports' | 'sidecars' | 'metrics'>,
  place: Place,
): { readonly ports: readonly ServicePort[]; readonly metrics: Metrics | undefined } {
  const own: ServicePort[] =
    port === undefined ? [] : [{ name: protocol, port, protocol, metrics: false, field: 'port', place: placeUnder(place, 'port') }];
  const further = namedPorts(ports, placeUnder(place, 'ports'));
  const ofSidecars = Object.entries(sidecars)
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([sidecar, container]) =>
      namedPorts(container.ports, placeUnder(place, 'sidecars', sidecar, 'ports')).map((named) => ({ ...named, sidecar })),
    );
  const dedicated = [...further, ...ofSidecars].find((candidate) => candidate.metrics);
  const declared = [...own, ...further, ...ofSidecars];
  const metricsPort = metrics?.port ?? dedicated?.port ?? port;
  if ((metrics === undefined && dedicated === undefined) || metricsPort === undefined) return { ports: declared, metrics: undefined };
  const path = metrics?.path ?? '/metrics';
  const known = declared.some((candidate) => Object.is(candidate.port, metricsPort) && candidate.protocol !== 'udp');
  const added: ServicePort = {
    name: metricsPortName,
    port: metricsPort,
    protocol: 'http',
    metrics: true,
    field: 'metrics',
    place: placeUnder(place, 'metrics', 'port'),
  };
  return { ports: known ? declared : [...declared, added], metrics: { port: metricsPort, path } };
}

/** Declared ports, by name in code-unit order. */
function namedPorts(ports: ParsedService['ports'] = {}, place: Place): ServicePort[] {
  return Object.entries(ports)
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, { port, protocol = 'http', metrics = false }]) => ({
      name,
      port,
      protocol,
      metrics,
      field: 'ports',
      place: placeUnder(place, name, 'port'),
    }));
}
