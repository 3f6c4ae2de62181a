import type { Place } from '../../diagnostics';
import { capabilities, type Capability, type EnvironmentOverlay, isCapability } from '../../registry/schema';
import { type Origins, placeUnder } from '../origin';

/**
 * Resolves which API groups the cluster serves beyond Kubernetes' own.
 * @returns those that are known, each once, in code-unit order, with the origin of each by its name
 */
export function resolveCapabilities(
  { capabilities: declared = [] }: EnvironmentOverlay,
  overlayPlace: Place,
): { readonly capabilities: readonly Capability[]; readonly origins: Origins } {
  const at = placeUnder(overlayPlace, 'capabilities');
  const fields: Record<string, Origins> = {};
  for (const [index, name] of declared.entries()) {
    if (isCapability(name)) fields[name] ??= { origin: { layer: 'overlay', place: placeUnder(at, index) } };
  }
  return {
    capabilities: capabilities.filter((capability) => Object.hasOwn(fields, capability)),
    origins: { origin: { layer: declared.length === 0 ? 'built-in' : 'overlay', place: at }, fields },
  };
}
