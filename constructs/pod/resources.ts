import type { k8s } from 'cdk8s-plus-28';
import { type Container, deepFreeze } from '../../model/blueprint';
import type { Amounts, Resources } from '../../model/platform';
import type { Plain } from '../manifest';

/** Many containers share one {@link Resources}, which is then written out once. */
const known = new WeakMap<Resources, Plain<k8s.ResourceRequirements>>();

/**
 * Resources as a container spec writes them. Of extended resources requests and limits are the same.
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources
 */
export function resourceRequirements({
  resources,
  extendedResources,
}: Pick<Container, 'resources' | 'extendedResources'>): Plain<k8s.ResourceRequirements> {
  const written = known.get(resources) ?? deepFreeze({ requests: amounts(resources.requests), limits: amounts(resources.limits) });
  known.set(resources, written);
  if (extendedResources === undefined) return written;
  const devices = Object.fromEntries(Object.entries(extendedResources).map(([name, amount]) => [name, String(amount)]));
  return { requests: { ...written.requests, ...devices }, limits: { ...written.limits, ...devices } };
}

/** Amounts as the API writes them. */
export function amounts(of: Amounts): Record<string, string> {
  const { cpu, memory, 'ephemeral-storage': ephemeralStorage } = of;
  return { ...(cpu !== undefined && { cpu }), memory, 'ephemeral-storage': ephemeralStorage };
}
