import { canonicalQuantity } from '../../formats';
import type { Place } from '../../diagnostics';
import type { EnvironmentOverlay } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { Platform, Quota, QuotaAmounts, Resources, Service } from '../platform';
import { usualResources } from './resources';

/**
 * Resolves the namespace's quota.
 * @param overlayPlace the place of the overlay's root
 * @returns nothing when the overlay has none
 */
export function resolveQuota({ quota }: EnvironmentOverlay, overlayPlace: Place): Quota | undefined {
  return (
    quota && {
      requests: canonical(quota.requests),
      limits: canonical(quota.limits),
      pods: quota.pods,
      extendedResources: quota.extendedResources ?? {},
      place: placeUnder(overlayPlace, 'quota'),
    }
  );
}

type AmountsInput = Readonly<Partial<Record<'cpu' | 'memory', string | number | undefined>>>;

function canonical({ cpu, memory }: AmountsInput = {}): QuotaAmounts {
  const amount = (given: string | number): string => canonicalQuantity(String(given)) ?? String(given);
  return { ...(cpu !== undefined && { cpu: amount(cpu) }), ...(memory !== undefined && { memory: amount(memory) }) };
}

/**
 * The resources of a container that declares none: those of a service's. A LimitRange fills in single amounts too, so where a container
 * has no CPU limit on purpose there is no default for it.
 */
export function resolveContainerDefaults({
  services,
  backing,
  development,
}: Pick<Platform, 'backing' | 'development'> & { readonly services: readonly Service[] }): Resources {
  const usual = usualResources(development);
  const servers = backing.flatMap(({ inCluster }) => inCluster ?? []);
  const unbounded = [...services, ...servers].some(({ resources }) => resources.limits.cpu === undefined);
  return unbounded ? { ...usual, limits: { ...usual.limits, cpu: undefined } } : usual;
}
