import type { Place } from '../diagnostics';
import type { DatabaseClient, MigrationMode, Runtime } from '../registry/schema';
import type { Origin } from './origin';
import type {
  ConfigVariable,
  DeclaredVariable,
  EnvVariable,
  Health,
  ImageReference,
  Metrics,
  Resources,
  SourcedField,
  UserIds,
} from './platform-containers';
import type { Postgres, Rabbitmq, Redis } from './platform-backing';
import type { Tool } from './platform-tools';
import type { PlatformSecretKey, SecretProvider } from './platform-secrets';

export type { CertificateAuthority, Endpoint, InCluster, Postgres, Rabbitmq, Redis } from './platform-backing';
export type {
  Amounts,
  ConfigVariable,
  DeclaredVariable,
  EnvVariable,
  Health,
  ImageReference,
  Metrics,
  Resources,
  SecretKey,
  SourcedField,
  UserIds,
} from './platform-containers';
export type { PlatformSecretKey, SecretProvider, SecretSource } from './platform-secrets';
export type { PgAdmin, PrismaStudio, Tool } from './platform-tools';

/** One product in one environment with every default applied and every derived fact at hand. */
export interface Platform {
  /** The product's short name. */
  readonly product: string;
  /** The product's name as people read it. */
  readonly label: string;
  readonly environment: string;
  readonly namespace: string;
  /** Whether the environment is a place to develop in. */
  readonly development: boolean;
  readonly delivery: Delivery;
  /** Secrets with which the kubelet logs in to image registries. */
  readonly imagePullSecrets: readonly string[];
  /** Whether the image of every service must have a digest. */
  readonly requireDigest: boolean;
  /** Whether objects say to linters why they are as they are. */
  readonly lintAnnotations: boolean;
  /** By registry key, in code-unit order. */
  readonly services: readonly Service[];
  /** All routes in match order: the longest path first. */
  readonly routes: readonly Route[];
  readonly ingress: Ingress | undefined;
  /** The PostgreSQL servers, by name in code-unit order. */
  readonly postgresServers: readonly Postgres[];
  readonly redis: Redis | undefined;
  readonly rabbitmq: Rabbitmq | undefined;
  /** Tools for people who develop, by name in code-unit order. */
  readonly tools: readonly Tool[];
  readonly secretProvider: SecretProvider;
  /** Whether Deployments say which Secrets their pods read, for a controller that restarts them. */
  readonly reloader: boolean;
  /** Every Secret the manifests refer to, by name in code-unit order. */
  readonly secrets: readonly PlatformSecret[];
  /** In the order of the servers, of those that have databases. */
  readonly connectionBudgets: readonly ConnectionBudget[];
  /** What all pods of the namespace may have together. */
  readonly quota: Quota | undefined;
  /** What a container gets that says nothing of its resources. An amount that is left out stays unbounded. */
  readonly containerDefaults: Resources | undefined;
  /** Where the platform was declared. */
  readonly sources: PlatformSources;
  /** Every key of the registry, also of services that the product leaves out. */
  readonly registryKeys: readonly string[];
}

/** The input files of a platform, each as the place of its root value. */
export interface PlatformSources {
  readonly registry: Place;
  readonly manifest: Place;
  readonly overlay: Place;
}

/** How manifests reach the cluster. */
export type Delivery = 'kubectl' | 'argocd';

/** What a service is in the picture of the platform: the `app.kubernetes.io/component` label. */
export type Component = 'api' | 'web';

/** One microservice, resolved. */
export interface Service {
  /** The registry key. */
  readonly key: string;
  /** The hostname: the name of its Kubernetes objects. */
  readonly name: string;
  readonly label: string;
  readonly layer: 'platform' | 'shared' | 'domain';
  readonly component: Component;
  readonly runtime: Runtime;
  readonly port: number;
  readonly dockerfile: string | undefined;
  readonly team: string | undefined;
  readonly image: ImageReference;
  readonly imagePullPolicy: 'IfNotPresent' | 'Always';
  /** How many pods run; with autoscaling, how many at least. */
  readonly replicas: number;
  /** The autoscaling that has effect in this environment. */
  readonly autoscaling: Autoscaling | undefined;
  /** What the input says about autoscaling, also where it has no effect. */
  readonly declaredAutoscaling: DeclaredAutoscaling | undefined;
  readonly singleton: boolean;
  /** Whether a rollout stops the old pod before it starts the new one. */
  readonly recreates: boolean;
  /** How many pods may exist at once during a rollout. */
  readonly maxPods: number;
  readonly priorityClassName: string | undefined;
  readonly command: readonly string[] | undefined;
  readonly args: readonly string[] | undefined;
  readonly health: Health;
  readonly resources: Resources;
  readonly user: UserIds;
  /** Absolute paths that are writable beside `/tmp`. */
  readonly writablePaths: readonly string[];
  readonly metrics: Metrics | undefined;
  /** Registry keys as declared, in the declared order. */
  readonly dependsOn: readonly string[];
  /** What the service calls outside the platform, in the declared order; undefined where nobody says. */
  readonly egress: readonly ExternalEndpoint[] | undefined;
  readonly database: Database | undefined;
  /** What reads `DATABASE_URL`. */
  readonly databaseClient: DatabaseClient;
  readonly migration: Migration;
  readonly needsRedis: boolean;
  readonly needsRabbitmq: boolean;
  readonly routes: readonly Route[];
  /** Plain configuration, by name in code-unit order: the service's ConfigMap. */
  readonly config: readonly ConfigVariable[];
  /** What the container is told beside its ConfigMap, in an order in which every `$(NAME)` refers to an earlier variable. */
  readonly env: readonly EnvVariable[];
  /** What the container of the migration Job is told instead: the same names, as the owner of the database. Empty without such a Job. */
  readonly migrationEnv: readonly EnvVariable[];
  /** PostgreSQL extensions as declared, also where there is no database. */
  readonly extensions: readonly string[];
  /** Plain variables that a later layer replaced or took away: they reach no container, and still stand in a file. */
  readonly replacedConfig: readonly ConfigVariable[];
  /** Every variable the registry entry itself declares, in the declared order, before anything is merged. */
  readonly declaredEnv: readonly DeclaredVariable[];
  /** The place of the service's registry entry. */
  readonly place: Place;
  /** Where each resolved field came from. */
  readonly origins: Readonly<Record<SourcedField, Origin>>;
}

/** Between how many pods an autoscaler chooses. */
export interface Autoscaling {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** How much of their CPU request the pods should use on average, in percent. */
  readonly cpuUtilization: number;
}

/** Autoscaling as the input says it, all layers merged. */
export interface DeclaredAutoscaling extends Autoscaling {
  /** Where it was declared, in the layer that wins. */
  readonly place: Place;
  readonly origins: Readonly<Record<keyof Autoscaling, Origin>>;
  /** The layers that set `replicas` too, which leaves open which of the two is meant. */
  readonly besideReplicas: readonly { readonly autoscaling: Place; readonly replicas: Place }[];
}

/** Something outside the platform that a service calls. */
export interface ExternalEndpoint {
  readonly host: string;
  readonly port: number;
  readonly place: Place;
}

/** A service's database. */
export interface Database {
  readonly name: string;
  /** The login role that owns it. */
  readonly owner: string;
  /** The login role of the service's pods: the owner, or with split access one that changes no table. */
  readonly role: string;
  /** In the declared order. */
  readonly extensions: readonly string[];
  /** The Secret with the credentials of `role`. */
  readonly secretName: string;
  /** The server it is on. Nothing where the environment has none for it, which is a finding. */
  readonly server: Postgres | undefined;
  /** How many connections one pod keeps at most. */
  readonly poolSize: number;
  /** The `CONNECTION LIMIT` of `role`. */
  readonly connectionLimit: number;
  /** What there is about the owner where the pods are not given its login. */
  readonly split: SplitAccess | undefined;
}

/** The owner of a database whose service's pods log in as another role. */
export interface SplitAccess {
  /** The Secret with the owner's credentials. */
  readonly ownerSecretName: string;
  /** The owner's `CONNECTION LIMIT`. */
  readonly ownerConnectionLimit: number;
  /** The role that owned the database before its access was split, if it ever was another. */
  readonly formerOwner: string;
}

/** How the schema of a service's database gets to its newest version. */
export interface Migration {
  readonly mode: MigrationMode;
  /** What the migration Job runs; empty where nothing is said. */
  readonly command: readonly string[];
}

/** One row of the route table. */
export interface Route {
  readonly path: string;
  readonly pathType: 'Prefix';
  /** The registry key of the service that answers. */
  readonly service: string;
  /** The name of its Kubernetes Service. */
  readonly serviceName: string;
  readonly place: Place;
}

/** The way in from outside. */
export interface Ingress {
  readonly className: string;
  readonly host: string;
  readonly tlsSecretName: string | undefined;
  readonly place: Place;
}

/** What a Secret has to be beside its keys. */
export interface SecretForm {
  /** A Secret's type cannot be changed. */
  readonly type: 'kubernetes.io/basic-auth';
  /** Labels that the operator looks for. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A Secret that the manifests refer to. */
export interface PlatformSecret {
  readonly name: string;
  /** Whose file it goes with: a service's name, a backing service's name, a tool's name, or nobody's. */
  readonly owner:
    | { readonly kind: 'service'; readonly key: string; readonly name: string }
    | { readonly kind: 'backing'; readonly name: string }
    | { readonly kind: 'tool'; readonly name: string }
    | { readonly kind: 'shared' };
  /** What an operator that reads it wants of it beside its keys; nothing where a plain, opaque one will do. */
  readonly form: SecretForm | undefined;
  /** The keys that are read from it, by name in code-unit order. */
  readonly keys: readonly PlatformSecretKey[];
  /** The values, with the provider `development` alone; never of optional keys. */
  readonly data: Readonly<Record<string, string>> | undefined;
}

/** What all pods of a namespace may have together, as canonical quantities where they are legal. */
export interface Quota {
  readonly requests: QuotaAmounts;
  readonly limits: QuotaAmounts;
  readonly pods: number | undefined;
  readonly place: Place;
}

/** Amounts of a quota; what is left out is not bounded. */
export type QuotaAmounts = Readonly<Partial<Record<'cpu' | 'memory', string>>>;

/** How many connections the services may open to one server, against how many it takes. */
export interface ConnectionBudget {
  readonly server: Postgres;
  readonly maxConnections: number;
  /** What PostgreSQL keeps for superusers, and what is left for people and backups. */
  readonly reserved: number;
  /** One connection for each init Job and each migration Job. */
  readonly jobs: number;
  readonly services: readonly { readonly key: string; readonly maxPods: number; readonly poolSize: number }[];
  /** What development tools open beside them. */
  readonly tools: readonly { readonly name: string; readonly connections: number }[];
  /** The sum over services, Jobs and tools. */
  readonly needed: number;
}
