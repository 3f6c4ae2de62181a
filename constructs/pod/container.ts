import type { k8s } from 'cdk8s-plus-28';
import { formatImageReference } from '../../formats';
import { type Container, deepFreeze, type WorkloadKind } from '../../model/blueprint';
import type { UserIds } from '../../model/platform';
import type { Plain } from '../manifest';
import { containerEnvironment } from './environment';
import { containerProbes } from './probes';
import { resourceRequirements } from './resources';
import { containerSecurityContext } from './security';
import { volumeMounts } from './volumes';

/**
 * A container as a pod spec writes it.
 * @param ofPod the user of its pod
 * @param kind the kind of its workload, which decides where its ports stand: another order would change the text of every manifest
 */
export function toContainer(container: Container, ofPod: UserIds, kind: WorkloadKind): Plain<k8s.Container> & { readonly name: string } {
  const { capabilities, command, args, mounts, probes, stopDelaySeconds, user, variables } = container;
  // One object from the start: a spread for each part took most of the time of building it.
  const spec: Writable<Plain<k8s.Container>> & { name: string } = {
    name: container.name,
    image: formatImageReference(container.image),
    imagePullPolicy: container.imagePullPolicy,
  };
  if (container.sidecar === true) spec.restartPolicy = 'Always';
  if (command !== undefined) spec.command = command;
  if (args !== undefined) spec.args = args;
  if (kind !== 'server' && kind !== 'tool') addPorts(spec, container);
  if (variables.length > 0) spec.env = containerEnvironment(variables);
  if (kind === 'tool') addPorts(spec, container);
  if (kind === 'server') {
    if (probes !== undefined) Object.assign(spec, containerProbes(probes));
    addPorts(spec, container);
  }
  spec.resources = resourceRequirements(container);
  if (kind !== 'server' && probes !== undefined) Object.assign(spec, containerProbes(probes));
  if (stopDelaySeconds !== undefined) spec.lifecycle = preStop(stopDelaySeconds);
  spec.securityContext = securityContext(containerSecurityContext(user, ofPod), capabilities);
  spec.volumeMounts = volumeMounts(mounts);
  return spec;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] } & {
  /** Makes an init container a sidecar. Kubernetes 1.29 and newer. @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
  restartPolicy?: 'Always';
};

function addPorts(spec: Writable<Plain<k8s.Container>>, { ports }: Container): void {
  if (ports.length > 0) spec.ports = ports.map(({ name, port, protocol }) => ({ name, containerPort: port, protocol }));
}

function securityContext(restricted: Plain<k8s.SecurityContext>, capabilities: readonly string[]): Plain<k8s.SecurityContext> {
  return capabilities.length === 0 ? restricted : { ...restricted, capabilities: { ...restricted.capabilities, add: capabilities } };
}

const preStops = new Map<number, { readonly preStop: { readonly sleep: { readonly seconds: number } } }>();

/** Waits before the container is stopped, without a shell in the image. */
function preStop(seconds: number): { readonly preStop: { readonly sleep: { readonly seconds: number } } } {
  const written = preStops.get(seconds) ?? deepFreeze({ preStop: { sleep: { seconds } } });
  preStops.set(seconds, written);
  return written;
}
