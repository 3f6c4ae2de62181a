import type { k8s } from 'cdk8s-plus-28';
import type { Amounts, Resources } from '../../model/platform';
import type { Plain } from '../manifest';

/** Resources as a container spec writes them. */
export function resourceRequirements({ requests, limits }: Resources): Plain<k8s.ResourceRequirements> {
  return { requests: amounts(requests), limits: amounts(limits) };
}

/** Amounts as the API writes them. */
export function amounts(of: Amounts): Record<string, string> {
  const { cpu, memory, 'ephemeral-storage': ephemeralStorage } = of;
  return { ...(cpu !== undefined && { cpu }), memory, 'ephemeral-storage': ephemeralStorage };
}
