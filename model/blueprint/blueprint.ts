import type { Place } from '../../diagnostics';
import type { Method } from '../../registry/schema';
import type {
  Delivery,
  FeatureName,
  FeatureValues,
  ForwardAuth,
  JwtAuth,
  ParentGateway,
  Patch,
  Quota,
  Resources,
  Routing,
  RoutingController,
} from '../platform';
import type { ArgoTree } from './argo';
import type { Dashboard } from './dashboard';
import type { ForeignObject } from './foreign-object';
import type { Certificate, Gateway, HttpBackend, HttpRoute, HttpsRedirect } from './gateway';
import type { Middleware } from './middleware';
import type { Monitor } from './monitor';
import type { NetworkPolicy } from './network';
import type { Reference } from './reference';
import type { RuleSet } from './rule-set';
import type { SecretObject } from './secret-object';
import type { Stage } from './stage';
import type { Topology } from './topology';
import type { ConfigObject, Workload } from './workload';

/**
 * All that will exist for one platform: decided once, written down by the constructs, read by the rules and by programs. Plain data that JSON
 * holds as it is, in a fixed order, read-only, without the value of a single Secret. It is frozen with its lists. `names`,
 * `foreign` and `patches` are particular to Kubernetes.
 */
export interface Blueprint {
  readonly product: string;
  /** The name that people read. */
  readonly label: string;
  readonly environment: string;
  /** Labels of all objects and pods, beside those that follow from what they are. */
  readonly labels: Readonly<Record<string, string>>;
  /** Annotations of all objects. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly namespace: string;
  /** Whether the Namespace is one of the objects: it may belong to others. */
  readonly createsNamespace: boolean;
  readonly delivery: Delivery;
  /** Whether anything is applied after the pods, and waits for them: a hook, or an object of the team with a sync wave of its own. */
  readonly laterWaves: boolean;
  /** Whether it comes and goes with a pull request: nobody is asked before its namespace and its data go. */
  readonly isPreview: boolean;
  /** How deep each service is among those that it depends on, by registry key; empty unless what runs is ordered by that. */
  readonly depths: Readonly<Record<string, number>>;
  /** The greatest of {@link depths}; 0 if there are none. */
  readonly lastDepth: number;
  /** The objects by which Argo CD carries the tree; undefined if none are written. */
  readonly argo: ArgoTree | undefined;
  /** Whether objects switch off the rules of linters that contradict a decision. */
  readonly lintAnnotations: boolean;
  /** The Secrets with which images are pulled. */
  readonly imagePullSecrets: readonly string[];
  /** All pods together must not have more; undefined if nothing bounds them. */
  readonly quota: Quota | undefined;
  /** The resources of a container that names none; undefined if such a container is left as it is. */
  readonly containerDefaults: Resources | undefined;
  /** Backing servers, then the init Job, the migration Job, the hooks and the service of each registry key, then tools. */
  readonly workloads: readonly Workload[];
  /** The files that several workloads read. Each of these objects is written once, in the order of their names. */
  readonly sharedConfigs: readonly SharedConfig[];
  /** The databases that an operator makes, by registry key. */
  readonly databases: readonly ManagedDatabase[];
  /** The routes first, those of several services before those of one, by registry key; then tools. */
  readonly exposures: readonly Exposure[];
  /** The Gateways that are written: one, or none. */
  readonly gateways: readonly Gateway[];
  /** The redirects to HTTPS that are objects of their own: those of a Gateway. */
  readonly redirects: readonly HttpsRedirect[];
  /** The certificates that cert-manager is asked for by an object of their own: one, or none. */
  readonly certificates: readonly Certificate[];
  /** By what the Prometheus operator finds what has metrics, in the order of the workloads. */
  readonly monitors: readonly Monitor[];
  /** The rules that Prometheus evaluates, in the order of the workloads; then those of certificates. */
  readonly ruleSets: readonly RuleSet[];
  /** The dashboards, that of the product first, with how Grafana finds them. */
  readonly dashboards: readonly Dashboard[];
  /** Labels and annotations of all dashboards. */
  readonly dashboardMetadata: { readonly labels: Readonly<Record<string, string>>; readonly annotations: Readonly<Record<string, string>> };
  /** Who talks to whom, by workload. */
  readonly connections: readonly Connection[];
  /** What may talk to what: the policies of workloads, by workload, then those of pods that others make, and what closes the rest. */
  readonly networkPolicies: readonly NetworkPolicy[];
  /** The objects that bring the data of Secrets, in the order of the Secrets' names. */
  readonly secretObjects: readonly SecretObject[];
  /** What is said on the broker, and by whom; undefined if no service names a topic. */
  readonly topology: Topology | undefined;
  /** The Kubernetes objects of the team that are carried into the tree, in the order of their files. */
  readonly foreign: readonly ForeignObject[];
  /** Changes of objects that are applied when everything is made. */
  readonly patches: readonly Patch[];
  /** Every Secret and ConfigMap that is read, by kind and name. */
  readonly references: readonly Reference[];
  /** Every object that will be written, and the names that operators and the cluster itself take. */
  readonly names: readonly ObjectName[];
}

/** Files that several workloads read, in an object of their own. */
export interface SharedConfig {
  readonly config: ConfigObject;
  /** The component of what reads it. */
  readonly component: string;
  /** The file that it is written to, without an ending. */
  readonly file: string;
  readonly place: Place;
}

/** A database, and the role that owns it, that an operator makes. */
export interface ManagedDatabase {
  /** `database/` and the registry key: workloads wait for it by this id. */
  readonly id: string;
  /** The registry key of the service whose database it is. */
  readonly service: string;
  /** The name of its objects. */
  readonly name: string;
  readonly file: string;
  /** The operator's object for the server. */
  readonly cluster: string;
  readonly database: string;
  /** The login role that the operator makes. */
  readonly role: string;
  /** The role that owns the database. */
  readonly owner: string;
  /** The Secret with the role's password. */
  readonly secret: string;
  readonly connectionLimit: number;
  readonly extensions: readonly string[];
  readonly place: Place;
}

/** A way in from outside: routes that have their hosts, and all that the edge does for them, in common. It is one Ingress, or one HTTPRoute and more where one cannot hold all. */
export interface Exposure {
  /** `routes` for those of several services, `routes/` and the name of its object, or `tool/` and the tool's name. */
  readonly id: string;
  /** The name of its object. */
  readonly name: string;
  readonly file: string;
  /** The id of the workload that it belongs to; undefined for those of several services. */
  readonly workload: string | undefined;
  readonly target: Routing['target'];
  /** Which controller its object is written for. */
  readonly controller: RoutingController;
  /** The IngressClass; undefined if a Gateway serves it. */
  readonly className: string | undefined;
  /** The Gateway that serves it; undefined if an Ingress does. */
  readonly gateway: ParentGateway | undefined;
  /** The DNS names of its routes. */
  readonly hosts: readonly string[];
  /** Undefined if requests come in plain HTTP. Without a certificate, the name of a Secret, the controller has one by itself. */
  readonly tls: { readonly certificate: string | undefined } | undefined;
  /** What the controller is told, by name in code-unit order. */
  readonly annotations: Readonly<Record<string, string>>;
  /** The names of those by which the controller is told what its routes ask for, logins and limits among them. */
  readonly told: readonly string[];
  /** What the edge does for its requests. */
  readonly features: { readonly [F in FeatureName]?: FeatureValues[F] };
  /** Who finds out whether a request has a login; undefined if nobody does at the edge. */
  readonly auth: ForwardAuth | JwtAuth | undefined;
  /** The Kubernetes Service that is asked whether a request has a login; undefined if none is. */
  readonly authBackend: Pick<HttpBackend, 'name' | 'port'> | undefined;
  /** The headers that are taken away from requests: those by which services know who logged in, where the edge asks for no login. */
  readonly withoutHeaders: readonly string[];
  /** What the services get in place of the path of a route; undefined if they get the path of the request, `/` if the path of the route is taken away. */
  readonly rewrite: string | undefined;
  /** What Traefik does for its requests, in the order in which they pass; empty for every other controller. */
  readonly middlewares: readonly Middleware[];
  /** In match order. */
  readonly routes: readonly ExposedRoute[];
  /** The objects that hold its routes for a Gateway; none if an Ingress does. */
  readonly httpRoutes: readonly HttpRoute[];
  /** The policies of Envoy Gateway that its HTTPRoutes have, under its name. */
  readonly policies: readonly EnvoyPolicy[];
  readonly place: Place;
}

/** A kind of policy of Envoy Gateway for HTTPRoutes. */
export type EnvoyPolicy = 'SecurityPolicy' | 'BackendTrafficPolicy';

/** A path of an exposure and the workload that answers. */
export interface ExposedRoute {
  readonly path: string;
  readonly match: 'prefix' | 'exact';
  /** Undefined for all. */
  readonly methods: readonly Method[] | undefined;
  readonly backends: readonly RouteBackend[];
  readonly place: Place;
}

/** A workload that answers requests of a route. */
export interface RouteBackend {
  /** The workload's id. */
  readonly workload: string;
  /** The name of the workload's port. */
  readonly port: string;
  /** The share of the requests that it gets, against the weights of the others. */
  readonly weight: number;
}

/** A workload that talks to another one, or to something outside. */
export interface Connection {
  readonly from: ConnectionEnd;
  readonly to: ConnectionEnd;
  /** The number of the port that is listened on; undefined for every port. */
  readonly port: number | undefined;
  readonly protocol: 'TCP' | 'UDP';
  readonly why: ConnectionReason;
  /** The spot of the input that the connection follows from. */
  readonly place: Place;
}

/**
 * One end of a connection: a workload by its id; a host by its DNS name; a server that an operator runs in the namespace, by the operator's object and
 * the host; a workload of another product, by its id there; a workload of the team's, by the id of its object; or a part of the cluster that no platform owns. The kubelet's own traffic (probes, image pulls) comes from the nodes and is none.
 */
export type ConnectionEnd =
  | { readonly kind: 'workload'; readonly id: string }
  | { readonly kind: 'host'; readonly host: string }
  | { readonly kind: 'operated'; readonly cluster: string; readonly host: string }
  | { readonly kind: 'neighbour'; readonly product: string; readonly namespace: string; readonly id: string; readonly host: string }
  | {
      readonly kind: 'foreign';
      readonly id: string;
      /** The name under which it is called; its own if nothing calls it by one. */ readonly host: string;
    }
  | { readonly kind: 'cluster'; readonly part: 'edge' | 'monitoring' | 'dns' };

/** Why a workload talks to another. */
export type ConnectionReason =
  | 'dependsOn'
  | 'database'
  | 'pooler'
  | 'cache'
  | 'broker'
  | 'external'
  | 'tool'
  | 'scrape'
  | 'edge'
  | 'dns'
  | 'egress'
  | 'telemetry'
  | 'identity'
  | 'peers'
  | 'declared';

/** The name of an object of the cluster. */
export interface ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Whether a dash and a hash of eight digits follow the name. */
  readonly hashed: boolean;
  /**
   * Who makes the object: these manifests; the provider of Secrets out of one of them; an operator because of a server; or the cluster.
   */
  readonly by: 'manifests' | 'provider' | 'operator' | 'cluster';
  /** Whether the team wrote the object, and we only carry it. */
  readonly foreign: boolean;
  /** The owner in words, such as "the init Job of `owners`". */
  readonly owner: string;
  /** The registry key of the service that it belongs to; undefined if it belongs to none. */
  readonly service: string | undefined;
  /** The id of the workload that it belongs to; undefined if it belongs to none. */
  readonly workload: string | undefined;
  readonly stage: Stage | undefined;
  /** The file that it is written to, without an ending; undefined if it is not written. */
  readonly file: string | undefined;
  /** The spot of the input that the name follows from. */
  readonly place: Place;
}
