import { boundedSuggest, createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { EnvironmentOverlay } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { PlatformSources } from '../platform';
import type { Registry } from '../read/parse';

/**
 * Reports volumes that an overlay changes and the entry does not have.
 * @param keys the registry keys of the product
 */
export function unknownVolumes(
  registry: Registry,
  keys: readonly string[],
  { services = {} }: EnvironmentOverlay,
  { overlay }: PlatformSources,
): Diagnostic[] {
  return keys.flatMap((service) => {
    const own = registry[service]?.volumes ?? {};
    const suggest = boundedSuggest(Object.keys(own));
    return Object.keys(services[service]?.volumes ?? {})
      .filter((path) => !Object.hasOwn(own, path))
      .map((path) => {
        const suggestion = suggest(path);
        return createDiagnostic(
          'overlay-volume-unknown',
          { service, path, ...(suggestion !== undefined && { suggestion }) },
          { ...placeUnder(overlay, 'services', service, 'volumes', path), key: true },
        );
      });
  });
}
