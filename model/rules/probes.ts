import { boundedSuggest } from '../../diagnostics';
import { originOf } from '../origin';
import type { HealthCheck, ServicePort } from '../platform';
import type { ProbeUse } from './facts/probes';
import { type AreaRules, rule } from './rule';

/** Reports probes of a port that the service does not have. */
const healthPortUnknown = rule('health-port-unknown', ({ probes }, report) => {
  for (const { probe, port, ports: asked, sidecar, place } of portUses(probes)) {
    // A service without any port is reported as that.
    if ((!sidecar && asked.length === 0) || portNamed(asked, port) !== undefined) continue;
    const ports = asked.map(({ name }) => name);
    report({ probe, port, ports, suggestion: boundedSuggest(ports)(port) }, place);
  }
});

/** Reports probes that would need a connection, of a port without any. */
const healthPortUdp = rule('health-port-udp', ({ probes }, report) => {
  for (const { probe, port, ports, place } of portUses(probes))
    if (portNamed(ports, port)?.protocol === 'udp') report({ probe, port }, place);
});

/** Reports probes that speak another protocol than their port. */
const healthProtocolMismatch = rule('health-protocol-mismatch', ({ probes }, report) => {
  for (const { probe, check, port, ports, place } of portUses(probes)) {
    const protocol = portNamed(ports, port)?.protocol;
    if (protocol === undefined || protocol === 'udp' || 'tcp' in check) continue;
    const asks = 'grpc' in check ? 'gRPC' : 'HTTP';
    const fits = asks === 'gRPC' ? protocol !== 'http' : protocol === 'http' || protocol === 'h2c';
    if (!fits) report({ probe, asks, port, protocol }, place);
  }
});

/** Reports services of which nothing can be asked by itself, and nothing is said. */
const healthUnsaid = rule('health-unsaid', ({ platform }, report) => {
  for (const { key, kind, ports, place } of platform.services) {
    if (kind === 'service' && ports[0]?.protocol === 'udp' && originOf(platform, 'services', key, 'health', 'ready').layer === 'built-in')
      report({ service: key }, place);
  }
});

/** The probes that ask a port. */
function portUses(probes: readonly ProbeUse[]): (ProbeUse & { readonly port: string })[] {
  return probes.flatMap((use) => {
    const port = portOf(use.check);
    return port === undefined ? [] : [{ ...use, port }];
  });
}

function portOf(check: HealthCheck): string | undefined {
  return 'exec' in check ? undefined : 'tcp' in check ? check.tcp : check.port;
}

function portNamed(ports: readonly ServicePort[], name: string): ServicePort | undefined {
  return ports.find((port) => port.name === name);
}

/** The rules about probes, and about the time that a start and a stop may take. */
export const probesRules: AreaRules<'probes'> = [healthPortUnknown, healthPortUdp, healthProtocolMismatch, healthUnsaid];
