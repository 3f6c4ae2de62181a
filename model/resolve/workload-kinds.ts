import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { EnvironmentOverlay, ParsedService, ServiceKind } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { PlatformSources } from '../platform';
import type { Registry } from '../read/parse';

/** The kinds that a field has a meaning for, and the reason why it has none for the others. */
interface FieldOfKinds {
  readonly kinds: readonly ServiceKind[];
  readonly reason: string;
}

const called: FieldOfKinds = { kinds: ['service'], reason: 'nothing calls it' };

/** The fields of an entry, and of an overlay for a service, that only some kinds have. */
const fieldsOfKinds: { readonly [Field in keyof ParsedService]?: FieldOfKinds } = {
  routes: called,
};

/** Reports fields that have no meaning for the kind of their service, and metrics without a port. */
export function workloadKindFindings(
  registry: Registry,
  keys: readonly string[],
  overlay: EnvironmentOverlay,
  sources: PlatformSources,
): Diagnostic[] {
  return keys.flatMap((key) => {
    const entry = registry[key];
    if (entry === undefined) return [];
    const place = placeUnder(sources.registry, key);
    const { kind = 'service', metrics, port, ports = {} } = entry;
    const hasPort = (metrics?.port ?? port) !== undefined || Object.values(ports).some((further) => further.metrics);
    const settings = [
      { values: entry as Readonly<Record<string, unknown>>, place },
      { values: (overlay.services?.[key] ?? {}) as Readonly<Record<string, unknown>>, place: placeUnder(sources.overlay, 'services', key) },
    ];
    const foreign = settings.flatMap(({ values, place: at }) =>
      Object.entries(fieldsOfKinds).flatMap(([field, { kinds, reason }]) =>
        kinds.includes(kind) || isLeftOut(values[field])
          ? []
          : [createDiagnostic('field-of-other-kind', { service: key, kind, field, kinds, reason }, placeUnder(at, field))],
      ),
    );
    const portless = kind === 'worker' && metrics !== undefined && !hasPort;
    return portless ? [...foreign, createDiagnostic('metrics-without-port', { service: key }, placeUnder(place, 'metrics'))] : foreign;
  });
}

/** An empty list is what an entry says that wants none. */
function isLeftOut(value: unknown): boolean {
  return value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}
