import type { EnvironmentOverlay } from '../../registry/schema';

/** The namespace of an overlay, in either of the two ways. */
export function namespaceOf({ namespace }: Pick<EnvironmentOverlay, 'namespace'>): {
  readonly name?: string | undefined;
  readonly create?: boolean | undefined;
} {
  return typeof namespace === 'string' ? { name: namespace } : (namespace ?? {});
}
