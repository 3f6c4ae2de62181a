import type { k8s } from 'cdk8s-plus-28';
import { formatImageReference } from '../../formats';
import { type Container, deepFreeze, type WorkloadKind } from '../../model/blueprint';
import type { Plain } from '../manifest';
import { containerEnvironment } from './environment';
import { containerProbes } from './probes';
import { resourceRequirements } from './resources';
import { containerSecurityContext } from './security';
import { volumeMounts } from './volumes';

/**
 * A container as a pod spec writes it.
 * @param kind the kind of its workload, which decides where its ports stand: another order would change the text of every manifest
 */
export function toContainer(container: Container, kind: WorkloadKind): Plain<k8s.Container> & { readonly name: string } {
  const { name, image, imagePullPolicy, command, args, probes, resources, user } = container;
  const ports =
    container.ports.length === 0
      ? {}
      : { ports: container.ports.map((port) => ({ name: port.name, containerPort: port.port, protocol: port.protocol })) };
  const environment = {
    ...(container.variablesFrom !== undefined && { envFrom: [{ configMapRef: { name: container.variablesFrom } }] }),
    ...((container.variables.length > 0 || kind !== 'tool') && { env: containerEnvironment(container.variables) }),
  };
  const health = probes === undefined ? {} : containerProbes(probes);
  const requirements = { resources: resourceRequirements(resources) };
  const base = {
    name,
    image: formatImageReference(image),
    imagePullPolicy,
    ...(command !== undefined && { command }),
    ...(args !== undefined && { args }),
  };
  const middle =
    kind === 'server'
      ? { ...environment, ...health, ...ports, ...requirements }
      : kind === 'tool'
        ? { ...environment, ...ports, ...requirements, ...health }
        : { ...ports, ...environment, ...requirements, ...health };
  return {
    ...base,
    ...middle,
    ...(container.stopDelaySeconds !== undefined && { lifecycle: preStop(container.stopDelaySeconds) }),
    securityContext: securityContext(container),
    volumeMounts: volumeMounts(container.mounts),
  };

  function securityContext({ capabilities }: Container): Plain<k8s.SecurityContext> {
    const restricted = containerSecurityContext(user);
    return capabilities.length === 0 ? restricted : { ...restricted, capabilities: { ...restricted.capabilities, add: capabilities } };
  }
}

const preStops = new Map<number, { readonly preStop: { readonly sleep: { readonly seconds: number } } }>();

/** Waits before the container is stopped, without a shell in the image. */
function preStop(seconds: number): { readonly preStop: { readonly sleep: { readonly seconds: number } } } {
  const written = preStops.get(seconds) ?? deepFreeze({ preStop: { sleep: { seconds } } });
  preStops.set(seconds, written);
  return written;
}
