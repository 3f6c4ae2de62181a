import { type Locate, visibleText } from '../../diagnostics';
import type { OriginLayer } from '../../model';
import { dialectTitles } from '../../model/edge/table';
import { placeText } from '../place-text';
import { inColumns, wrapped } from './columns';
import { type DescribedRoute, requestsOf } from './describe-route';
import type { OtherAnswer, RouteExplanation } from './explain-route';
import type { FeatureReport } from './features';
import { reasonText, withoutMethods } from './reasons';

const layers: Readonly<Record<OriginLayer, string>> = {
  'built-in': 'built in',
  'product-default': 'product manifest',
  entry: 'registry entry',
  overlay: 'overlay',
};

/** The most candidates that do not match, of which a table may have many. */
const mostMismatches = 5;

/** Writes an explanation for a terminal of 80 columns. */
export function explanationText(explanation: RouteExplanation, locate: Locate): string {
  const { request, product, environment, dialect, candidates, features, others, nearest, outcome, route, envoyRedirect } = explanation;
  const sections = [
    [`${request.method} ${request.host}${request.path}`, `${product} ${environment}, as ${dialectTitles[dialect]} reads it`].map(
      visibleText,
    ),
    isRedirected(explanation) ? [wrapped(`The client is sent to ${visibleText(envoyRedirect ?? '')} first (307): ${slashes}.`, '')] : [],
    answerLines(explanation, locate),
    candidateLines(explanation),
    features.length === 0
      ? route === undefined
        ? []
        : ['Nothing is set of what the edge does for it: all is as the controller has it.']
      : ['What the edge does for it', ...features.flatMap((feature) => featureLines(feature, locate))],
    others.length > 0
      ? ['Others answer otherwise', ...others.flatMap(otherLines)]
      : candidates.length === 0 && outcome === 'nobody'
        ? []
        : ['All other controllers answer alike.'],
    envoyRedirect === undefined || isRedirected(explanation)
      ? []
      : [wrapped(`Envoy Gateway sends the client to ${visibleText(envoyRedirect)} first (307): ${slashes}.`, '')],
    nearest.length === 0
      ? []
      : [
          route === undefined ? 'Nearest routes' : 'No route but the catch-all matches; the nearest ones',
          ...routeLines(nearest, request.host),
        ],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n');
}

const slashes = 'by default it makes slashes of `%2F` and `%5C`';

/** Whether the controller of the environment sends the client to another path first. */
function isRedirected({ dialect, envoyRedirect }: RouteExplanation): boolean {
  return dialect === 'envoy-gateway' && envoyRedirect !== undefined;
}

function answerLines({ route, outcome, request, servicePath, preflight, features }: RouteExplanation, locate: Locate): string[] {
  if (route === undefined)
    return [
      outcome === 'refused'
        ? 'No route is looked for: the proxy cannot read the path, and answers 400.'
        : 'No route answers: the proxy answers 404.',
    ];
  const { service, port, portNumber, object } = route;
  const who = `${service} answers, at port ${port}${portNumber === undefined ? '' : ` (${portNumber})`}.`;
  const asked = servicePath === undefined || servicePath === request.path ? [] : [['path', `${servicePath}, as the service gets it`]];
  const login = features.some(({ name }) => name === 'forwardAuth' || name === 'jwtAuth') ? [['login', 'needed']] : [];
  return [
    visibleText(preflight ? `The edge answers by itself: what ${service} may be asked by other origins.` : who),
    ...inColumns([
      ['  route', shownRoute(route, request.host)],
      ['  set at', placeText(route.place, locate)],
      ['  object', `${object.kind} ${object.name} in ${object.file}`],
      ...[...asked, ...login].map(([name, text]) => [`  ${name}`, text!]),
    ]).map(visibleText),
  ];
}

function candidateLines({ candidates, request }: RouteExplanation): string[] {
  if (candidates.length === 0) return [];
  const matching = candidates.filter(({ verdict }) => verdict !== 'does-not-match');
  const others = candidates.slice(matching.length);
  const shown = [...matching, ...others.slice(0, mostMismatches)];
  return [
    'Candidates, in match order',
    ...shown.flatMap(({ route, verdict, reason }, index) => {
      const number = verdict === 'does-not-match' ? '-' : `${index + 1}`;
      return [
        visibleText(`  ${number.padEnd(2)} ${shownRoute(route, request.host)} of ${route.service}`),
        wrapped(reasonText({ verdict, reason }), '     '),
      ];
    }),
    ...(others.length > mostMismatches ? [`  -  and ${others.length - mostMismatches} more that do not match`] : []),
  ];
}

function featureLines({ name, text, layer, place, how, note }: FeatureReport, locate: Locate): string[] {
  const told = how === undefined ? `cannot be had: the controller ${note ?? ''}` : `by ${how}${note === undefined ? '' : `; ${note}`}`;
  return [
    visibleText(`  ${name}: ${text}`),
    wrapped(`set at ${placeText(place, locate)}${layer === 'built-in' ? '' : ` (${layers[layer]})`}`, '     '),
    wrapped(told, '     '),
  ];
}

function otherLines({ dialects, outcome, route }: OtherAnswer): string[] {
  const who = dialects.map((dialect) => dialectTitles[dialect]).join('; ');
  const what =
    route !== undefined ? `${route.service}, by ${requestsOf(route)}` : outcome === 'refused' ? 'nobody: refused with 400' : 'nobody: 404';
  const lack =
    route?.methods !== undefined && dialects.every((dialect) => withoutMethods.has(dialect)) ? ', which is for all methods there' : '';
  return [visibleText(`  ${what}${lack}`), wrapped(`in ${who}`, '     ')];
}

function routeLines(routes: readonly DescribedRoute[], host: string): string[] {
  return inColumns(routes.map((route) => [`  ${shownRoute(route, host)}`, route.service])).map(visibleText);
}

/** A route with its host, if that is not the one that was asked for. */
function shownRoute(route: DescribedRoute, host: string): string {
  const at = route.host === host ? '' : ` at ${route.host === '' ? 'any host' : route.host}`;
  return `${requestsOf(route)}${at}`;
}
