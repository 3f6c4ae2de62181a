import { type Locate, placeRecord } from '../../diagnostics';
import type { DescribedRoute } from './describe-route';
import type { RouteExplanation } from './explain-route';
import { reasonText } from './reasons';

/** A described route for programs: what has no value is null. */
export function routeRecord({ methods, portNumber, place, ...route }: DescribedRoute, locate: Locate): object {
  return { ...route, methods: methods ?? null, portNumber: portNumber ?? null, declared: placeRecord(place, locate) };
}

/** An explanation for programs: fields are added here, and never renamed. */
export function explanationRecord(explanation: RouteExplanation, locate: Locate): object {
  const { product, environment, request, dialect, outcome, route, servicePath, preflight, candidates, features, others, nearest } =
    explanation;
  const record = (described: DescribedRoute | undefined): object | null =>
    described === undefined ? null : routeRecord(described, locate);
  return {
    product,
    environment,
    request,
    dialect,
    outcome,
    route: record(route),
    servicePath: servicePath ?? null,
    preflight,
    envoyRedirect: explanation.envoyRedirect ?? null,
    candidates: candidates.map(({ route: candidate, verdict, reason }) => ({
      route: record(candidate),
      verdict,
      reason,
      says: reasonText({ verdict, reason }),
    })),
    features: features.map(({ name, value, layer, place, how, note }) => ({
      name,
      value,
      layer,
      set: placeRecord(place, locate),
      how: how ?? null,
      note: note ?? null,
    })),
    others: others.map((other) => ({ dialects: other.dialects, outcome: other.outcome, route: record(other.route) })),
    nearest: nearest.map(record),
  };
}
