import type { k8s } from 'cdk8s-plus-28';
import { deepFreeze, type Probe, type Probes } from '../../model/blueprint';
import type { Plain } from '../manifest';

type ContainerProbes = Pick<Plain<k8s.Container>, 'startupProbe' | 'readinessProbe' | 'livenessProbe'>;

/** Most services share one {@link Probes}, which is then written out once. */
const known = new WeakMap<Probes, ContainerProbes>();

/** Probes as a container spec writes them. */
export function containerProbes(probes: Probes): ContainerProbes {
  const { startup, ready, live } = probes;
  const written =
    known.get(probes) ??
    deepFreeze({
      ...(startup !== undefined && { startupProbe: toProbe(startup) }),
      ...(ready !== undefined && { readinessProbe: toProbe(ready) }),
      ...(live !== undefined && { livenessProbe: toProbe(live) }),
    });
  known.set(probes, written);
  return written;
}

function toProbe({ check, periodSeconds, timeoutSeconds, failures }: Probe): Plain<k8s.Probe> {
  return { ...toHandler(check), periodSeconds, timeoutSeconds, failureThreshold: failures };
}

function toHandler(check: Probe['check']): Pick<Plain<k8s.Probe>, 'httpGet' | 'grpc' | 'tcpSocket' | 'exec'> {
  if ('http' in check) {
    const { http: path, port, headers } = check;
    return { httpGet: { path, port, ...(headers.length > 0 && { httpHeaders: headers }) } };
  }
  if ('grpc' in check) return { grpc: { port: check.port, ...(check.grpc !== undefined && { service: check.grpc }) } };
  return 'tcp' in check ? { tcpSocket: { port: check.tcp } } : { exec: { command: check.exec } };
}
