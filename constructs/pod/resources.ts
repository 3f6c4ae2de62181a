import type { k8s } from 'cdk8s-plus-28';
import { deepFreeze } from '../../model/blueprint';
import type { Amounts, Resources } from '../../model/platform';
import type { Plain } from '../manifest';

/** Many containers share one {@link Resources}, which is then written out once. */
const known = new WeakMap<Resources, Plain<k8s.ResourceRequirements>>();

/** Resources as a container spec writes them. */
export function resourceRequirements(resources: Resources): Plain<k8s.ResourceRequirements> {
  const written = known.get(resources) ?? deepFreeze({ requests: amounts(resources.requests), limits: amounts(resources.limits) });
  known.set(resources, written);
  return written;
}

/** Amounts as the API writes them. */
export function amounts(of: Amounts): Record<string, string> {
  const { cpu, memory, 'ephemeral-storage': ephemeralStorage } = of;
  return { ...(cpu !== undefined && { cpu }), memory, 'ephemeral-storage': ephemeralStorage };
}
