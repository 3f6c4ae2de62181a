import { runCommand } from '../../cluster/support/command';
import type { RoutingObject } from './api';
import type { RoutingTools } from './tools';
import type { XdsRouteConfiguration } from './xds-routes';

/** What Envoy Gateway makes of objects. */
export interface Translated {
  /** Everything that a route or policy was told and that is not well, as `HTTPRoute/owners: Accepted is False: …`; empty if all are accepted. */
  readonly problems: readonly string[];
  /** The titles of the routes and policies that it has judged, sorted, as `HTTPRoute/owners`. */
  readonly judged: readonly string[];
  /** What Envoy gets, a configuration a listener. */
  readonly routes: readonly XdsRouteConfiguration[];
  /** The whole answer, for what is not read here. */
  readonly answer: Answer;
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message?: string;
}

interface Judged extends RoutingObject {
  readonly status?: {
    readonly conditions?: readonly Condition[];
    readonly parents?: readonly { readonly conditions?: readonly Condition[] }[];
    readonly ancestors?: readonly { readonly conditions?: readonly Condition[] }[];
  };
}

interface Answer {
  readonly xds?: Readonly<Record<string, { readonly configs: readonly ConfigDump[] }>>;
  readonly [resources: string]: unknown;
}

interface ConfigDump {
  readonly '@type': string;
  readonly dynamicRouteConfigs?: readonly { readonly routeConfig: XdsRouteConfiguration }[];
}

/** The kinds that have to be accepted by Envoy Gateway, and where the answer has them. */
const JUDGED: Readonly<Record<string, string>> = {
  HTTPRoute: 'httpRoutes',
  SecurityPolicy: 'securityPolicies',
  BackendTrafficPolicy: 'backendTrafficPolicies',
  ClientTrafficPolicy: 'clientTrafficPolicies',
};

/**
 * Lets Envoy Gateway's own translator read objects: a GatewayClass, Gateways, routes, policies, and Services with their EndpointSlices. Objects of kinds that it does not
 * know are left out, since it refuses a file with one.
 */
export async function translate({ egctl }: RoutingTools, objects: readonly RoutingObject[]): Promise<Translated> {
  const input = objects
    .filter(({ apiVersion, kind }) => UNDERSTOOD.some((known) => known === kind) || apiVersion.startsWith('gateway.'))
    .map((object) => `---\n${JSON.stringify(withAddress(object))}\n`)
    .join('');
  const args = ['x', 'translate', '--from', 'gateway-api', '--to', 'gateway-api,xds', '--output', 'json', '--file', '-'];
  const { code, stdout, stderr } = await runCommand(egctl, args, { input });
  if (code !== 0) throw new Error(`egctl: exit code ${code}\n${stderr.slice(0, 2_000)}`);
  const answer = JSON.parse(stdout) as Answer;
  const judged = Object.values(JUDGED).flatMap((field) => (answer[field] ?? []) as Judged[]);
  const isJudged = ({ kind, metadata: { name, namespace } }: RoutingObject): boolean =>
    judged.some((one) => one.kind === kind && one.metadata.name === name && one.metadata.namespace === namespace);
  const left = objects.filter((object) => object.kind in JUDGED && !isJudged(object));
  return {
    problems: [...left.map((object) => `${titleOf(object)}: it belongs to no Gateway`), ...judged.flatMap(problemsOf)],
    judged: judged.map(titleOf).sort(),
    routes: Object.values(answer.xds ?? {})
      .flatMap(({ configs }) => configs)
      .flatMap(({ dynamicRouteConfigs = [] }) => dynamicRouteConfigs.map(({ routeConfig }) => routeConfig)),
    answer,
  };
}

const UNDERSTOOD = ['Namespace', 'Service', 'EndpointSlice', 'Secret', 'ConfigMap'] as const;

/** A Service with an address, which an API server gives it. */
function withAddress(object: RoutingObject): RoutingObject {
  return object.kind === 'Service' ? { ...object, spec: { clusterIP: '10.96.0.1', ...(object['spec'] as object) } } : object;
}

function titleOf({ kind, metadata }: RoutingObject): string {
  return `${kind}/${metadata.name}`;
}

function problemsOf(object: Judged): string[] {
  const { conditions, parents, ancestors } = object.status ?? {};
  // A policy whose target is not there has null.
  const all = [{ conditions }, ...(parents ?? []), ...(ancestors ?? [])].flatMap((one) => one.conditions ?? []);
  if (!all.some(({ type }) => type === 'Accepted')) return [`${titleOf(object)}: nobody has accepted it`];
  return all
    .filter(({ type, status }) => status !== (type === 'Accepted' || type === 'ResolvedRefs' ? 'True' : status) || NEVER.includes(type))
    .map(({ type, status, message = '' }) => `${titleOf(object)}: ${type} is ${status}: ${message}`);
}

/** Conditions that are there only where something is wrong. */
const NEVER = ['PartiallyInvalid', 'Overridden', 'Conflicted', 'Warning'];
