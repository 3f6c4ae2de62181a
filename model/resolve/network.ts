import type { Place } from '../../diagnostics';
import type { EnvironmentOverlay } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { HostArea, Network, NetworkArea, NetworkCaller, Routing } from '../platform';
import { compareText } from './order';

type Declared = NonNullable<EnvironmentOverlay['network']>;
type DeclaredArea = NonNullable<Declared['databaseOperator']>;

const pods = (namespace: string, labels: Readonly<Record<string, string>> = {}): NetworkArea => ({
  pods: { namespace, labels },
  cidrs: [],
});

/** The label that charts give the pods of a program. */
const named = (name: string): Readonly<Record<string, string>> => ({ 'app.kubernetes.io/name': name });

/** Where the pods of the cluster's DNS are. */
const dnsAreas: Readonly<Record<Extract<Declared['dns'], string>, Network['dns']>> = {
  'kube-dns': { ...pods('kube-system', { 'k8s-app': 'kube-dns' }), port: 53 },
  // https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/: the address that the cache has on every node; where Cilium redirects to it, the pods are `node-local-dns`
  'node-local': { ...pods('kube-system'), cidrs: ['169.254.20.10/32'], port: 53 },
  // https://docs.cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns: Cloud DNS answers at the address of the metadata server
  gke: { ...pods('kube-system'), cidrs: ['169.254.20.10/32', '169.254.169.254/32'], port: 53 },
  // https://docs.redhat.com/en/documentation/openshift_container_platform/: the pods listen on a port of their own
  openshift: { ...pods('openshift-dns', { 'dns.operator.openshift.io/daemonset-dns': 'default' }), port: 5353 },
};

/** Where the pods of controllers are, as their makers' charts and manifests install them. */
const edgeAreas: Readonly<Record<Extract<Declared['edge'], string>, NetworkArea>> = {
  traefik: pods('traefik', named('traefik')),
  'k3s-traefik': pods('kube-system', named('traefik')),
  'ingress-nginx': pods('ingress-nginx', named('ingress-nginx')),
  'envoy-gateway': pods('envoy-gateway-system', { 'app.kubernetes.io/managed-by': 'envoy-gateway' }),
  contour: pods('projectcontour', { app: 'envoy' }),
  // The chart of the controller with the gateway names the pods of the two otherwise.
  kong: pods('kong', { 'app.kubernetes.io/instance': 'kong' }),
  // https://cloud.google.com/load-balancing/docs/https#firewall-rules
  gce: { pods: undefined, cidrs: ['35.191.0.0/16', '130.211.0.0/22'] },
};

const internet = { pods: undefined, cidrs: [], internet: true } as const satisfies NetworkArea;

const monitoringArea = pods('monitoring');

const databaseOperatorArea = pods('cnpg-system', named('cloudnative-pg'));

/**
 * What the pods of an environment may talk to.
 * @param callers the services of other products that call services of this one
 */
export function resolveNetwork(
  { network: declared }: EnvironmentOverlay,
  routing: Routing | undefined,
  callers: readonly NetworkCaller[],
  overlayPlace: Place,
): Network {
  const { policies = 'full', reason, dns = 'kube-dns', edge, monitoring, databaseOperator, hosts = {}, connections = {} } = declared ?? {};
  const place = placeUnder(overlayPlace, 'network');
  return {
    policies,
    reason,
    dns: typeof dns === 'string' ? dnsAreas[dns] : { ...areaOf(dns), port: dns.port ?? 53 },
    edge: edge === undefined ? edgeOf(routing) : listed(edge).map((one) => (typeof one === 'string' ? edgeAreas[one] : areaOf(one))),
    monitoring: monitoring === undefined ? [monitoringArea] : listed(monitoring).map(areaOf),
    databaseOperator: databaseOperator === undefined ? databaseOperatorArea : areaOf(databaseOperator),
    hosts: Object.entries(hosts)
      .sort(([a], [b]) => compareText(a, b))
      .map(([host, area]) => ({
        host,
        ...(area === 'internet' ? internet : Array.isArray(area) ? { pods: undefined, cidrs: area } : areaOf(area)),
        ports: portsOf(area),
        place: placeUnder(place, 'hosts', host),
      })),
    connections: Object.entries(connections).map(([workload, { to = [], from = [] }]) => ({
      workload,
      to: to.map((other) => (typeof other === 'string' ? other : { ...other, protocol: other.protocol ?? 'TCP' })),
      from,
      place: placeUnder(place, 'connections', workload),
    })),
    callers,
    declares: declared === undefined ? 'nothing' : declared.hosts === undefined ? 'network' : 'hosts',
    place,
  };
}

/** What is declared alone, or as a list. */
function listed<T extends string | object>(one: T | readonly T[]): readonly T[] {
  return Array.isArray(one) ? (one as readonly T[]) : [one as T];
}

function areaOf({ namespace, labels, cidrs = [] }: DeclaredArea): NetworkArea {
  return { pods: namespace === undefined && labels === undefined ? undefined : { namespace, labels: labels ?? {} }, cidrs };
}

function portsOf(area: NonNullable<Declared['hosts']>[string]): HostArea['ports'] {
  if (typeof area === 'string' || Array.isArray(area)) return [];
  return Object.entries(area.ports ?? {}).map(([called, arrives]) => ({ called: Number(called), arrives }));
}

/** The pods behind the way in, as far as the controller or the class tells. */
function edgeOf(routing: Routing | undefined): readonly NetworkArea[] | undefined {
  if (routing === undefined) return undefined;
  const { controller, className, classController } = routing;
  if (controller === 'traefik' || classController === 'traefik') return [edgeAreas.traefik];
  if (controller === 'envoy-gateway') return [edgeAreas['envoy-gateway']];
  if (controller === 'nginx' || className === 'nginx') return [edgeAreas['ingress-nginx']];
  return classController === undefined || classController === 'alb' ? undefined : [edgeAreas[classController]];
}
