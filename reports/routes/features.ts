import type { Place } from '../../diagnostics';
import type { Edge, Exposure, FeatureName, FeatureValues, OriginLayer, Platform, Route } from '../../model';
import { isWithoutBodyLimit, withoutBodyLimit } from '../../model/edge/body-limit';
import { capabilities, type EdgeFeature, edgeKindOf } from '../../model/edge/capabilities';

/** Something that the edge does for the requests of a route, and where it was set. */
export interface FeatureReport {
  readonly name: EdgeFeature;
  /** As plain data. */
  readonly value: unknown;
  /** For people, such as `100 MiB`. */
  readonly text: string;
  readonly layer: OriginLayer;
  readonly place: Place;
  /** How the controller is told; undefined if it cannot be. */
  readonly how: string | undefined;
  /** What else a reader must know, or why the controller cannot be told. */
  readonly note: string | undefined;
}

/** Writes the values of features for people. */
export const featureTexts: { readonly [F in FeatureName]: (value: FeatureValues[F]) => string } = {
  timeoutSeconds: (seconds) => `${seconds} s`,
  maxBodyBytes: bytesText,
  rateLimit: ({ requests, per, burst }) => `${requests} a ${per} for each client, ${burst} at once`,
  cors: ({ origins, methods, credentials }) => `${origins.join(', ')}; ${methods.join(', ')}${credentials ? '; with credentials' : ''}`,
  retries: (times) => `${times}`,
  sticky: () => 'on',
  circuitBreaker: ({ errorPercent, maxParallelRequests }) =>
    [
      ...(errorPercent === undefined ? [] : [`above ${errorPercent} % errors`]),
      ...(maxParallelRequests === undefined ? [] : [`above ${maxParallelRequests} requests at once`]),
    ].join(', '),
  accessLog: (isOn) => (isOn ? 'on' : 'off'),
  websocket: () => 'on',
};

/** Writes the value of one feature for people. */
export function featureText<F extends FeatureName>(name: F, value: FeatureValues[F]): string {
  return featureTexts[name](value);
}

/** Writes a number of bytes with the largest unit that divides it. */
function bytesText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  while (unit < units.length - 1 && bytes >= 1024 && bytes % 1024 === 0) {
    bytes /= 1024;
    unit += 1;
  }
  return `${bytes} ${units[unit]}`;
}

/** The features in force for a route of the platform, each with its origin: what the route itself says, then what the edge does. */
export function featuresOf(
  route: Route,
  exposure: Pick<Exposure, 'target' | 'controller'>,
  { edge, services }: Pick<Platform, 'edge' | 'services'>,
): FeatureReport[] {
  const kind = edgeKindOf(exposure);
  const report = (name: EdgeFeature, value: unknown, text: string, layer: OriginLayer, place: Place): FeatureReport => {
    const capability = capabilities[name].by[kind];
    return {
      name,
      value,
      text,
      layer,
      place,
      how: capability.can ? capability.how : undefined,
      note: capability.can ? capability.but : capability.why,
    };
  };
  const service = services.find(({ key }) => key === route.service);
  const isUnlimited = service !== undefined && isWithoutBodyLimit(route, service, kind);
  const own = (field: string): Place => ({ ...route.place, path: [...route.place.path.slice(0, -1), field] });
  const found: FeatureReport[] = [];
  if (route.match === 'exact') found.push(report('exact', true, 'this path alone', 'entry', own('match')));
  if (route.methods !== undefined) found.push(report('methods', route.methods, route.methods.join(', '), 'entry', own('methods')));
  if (route.rewrite === '/') found.push(report('strip', true, 'the service gets the path without it', 'entry', own('strip')));
  else if (route.rewrite !== undefined)
    found.push(report('rewrite', route.rewrite, `the service gets ${route.rewrite} in its place`, 'entry', own('rewrite')));
  for (const name of Object.keys(route.features) as FeatureName[]) {
    const { value, origin } = route.features[name]!;
    const told = report(name, value, featureText(name, value as never), origin.layer, origin.place);
    found.push(name === 'maxBodyBytes' && isUnlimited ? { ...told, how: undefined, note: withoutBodyLimit } : told);
  }
  return [...found, ...loginOf(route, edge, report), ...proxiesOf(edge, report)];
}

type Report = (name: EdgeFeature, value: unknown, text: string, layer: OriginLayer, place: Place) => FeatureReport;

function loginOf(route: Route, { auth, authOrigin: { layer, place } }: Edge, report: Report): FeatureReport[] {
  if (auth.kind === 'services' || route.public) return [];
  if (auth.kind === 'forward') return [report('forwardAuth', auth, `${auth.service} is asked at ${auth.path}`, layer, place)];
  return [report('jwtAuth', auth, `a token of ${auth.issuer}`, layer, place)];
}

function proxiesOf({ trustedProxies, trustedProxiesOrigin: { layer, place } }: Edge, report: Report): FeatureReport[] {
  return trustedProxies.length === 0 ? [] : [report('trustedProxies', trustedProxies, trustedProxies.join(', '), layer, place)];
}
