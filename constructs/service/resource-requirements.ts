import type { k8s } from 'cdk8s-plus-28';
import type { Amounts, Resources } from '../../model/platform';
import type { Plain } from '../manifest';
import { deepFreeze } from '../shared-value';

const helperResources: Resources = {
  requests: { cpu: '10m', 'ephemeral-storage': '16Mi', memory: '32Mi' },
  limits: { cpu: '500m', 'ephemeral-storage': '64Mi', memory: '128Mi' },
};

/** What the small containers get that wait for something or run a short script, as a container spec writes it. */
export const helperRequirements: Plain<k8s.ResourceRequirements> = deepFreeze(resourceRequirements(helperResources));

/** Resources as a container spec writes them. */
export function resourceRequirements({ requests, limits }: Resources): Plain<k8s.ResourceRequirements> {
  return { requests: amounts(requests), limits: amounts(limits) };
}

function amounts(of: Amounts): Record<string, string> {
  const { cpu, memory, 'ephemeral-storage': ephemeralStorage } = of;
  return { ...(cpu !== undefined && { cpu }), memory, 'ephemeral-storage': ephemeralStorage };
}
