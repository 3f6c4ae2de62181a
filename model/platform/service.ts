import type { Place } from '../../diagnostics';
import type { Component, DatabaseClient, FlaggedKindName, GuestAccess, MigrationMode, Runtime, ServiceKind } from '../../registry/schema';
import type { Postgres, Provisioning } from './backing';
import type {
  ConfigVariable,
  EnvVariable,
  Health,
  HelperContainer,
  ImageReference,
  Metrics,
  Resources,
  Scratch,
  ServicePort,
  ServiceVolume,
  UserIds,
} from './containers';
import type { ServiceFile, ServiceSecretFile } from './files';
import type { Messaging } from './messages';
import type { MetricsProfile, Slo } from './observability';
import type { ServicePlacement } from './placement';
import type { Route } from './routing';

export type { Component } from '../../registry/schema';

/** One microservice, resolved. */
export interface Service extends Messaging {
  /** The registry key. */
  readonly key: string;
  readonly kind: ServiceKind;
  /** The hostname: the name of its Kubernetes objects. */
  readonly name: string;
  readonly label: string;
  readonly layer: 'platform' | 'shared' | 'domain';
  readonly component: Component;
  readonly runtime: Runtime;
  /** The port that callers connect to; undefined if there is none, which for a kind that needs one is a finding. */
  readonly port: number | undefined;
  /** Every port: the service's own first, if it has one, then further ones by name in code-unit order, then the one of the metrics. */
  readonly ports: readonly ServicePort[];
  readonly dockerfile: string | undefined;
  readonly team: string | undefined;
  readonly image: ImageReference;
  readonly imagePullPolicy: 'IfNotPresent' | 'Always';
  /** How many pods run; with autoscaling, how many at least. */
  readonly replicas: number;
  /** The autoscaling that has effect in this environment. */
  readonly autoscaling: Autoscaling | undefined;
  /** The autoscaling of the input, also if it has no effect. */
  readonly declaredAutoscaling: Autoscaling | undefined;
  /** The times of a cron job; undefined for every other kind. */
  readonly cron: Cron | undefined;
  /** The service that a cron job runs another command of; undefined if it has an image of its own. */
  readonly of: Lender | undefined;
  readonly singleton: boolean;
  /** Whether a rollout stops the old pod before it starts the new one. */
  readonly recreates: boolean;
  /** How many pods may exist at once during a rollout. */
  readonly maxPods: number;
  readonly priorityClassName: string | undefined;
  readonly placement: ServicePlacement;
  readonly command: readonly string[] | undefined;
  readonly args: readonly string[] | undefined;
  readonly health: Health;
  /** How long the process may take to finish its work after SIGTERM. */
  readonly stopSeconds: number;
  readonly resources: Resources;
  readonly user: UserIds;
  /** Absolute paths that are writable beside `/tmp`. */
  readonly writablePaths: readonly string[];
  /** By path in code-unit order. */
  readonly files: readonly ServiceFile[];
  /** By path in code-unit order. */
  readonly secretFiles: readonly ServiceSecretFile[];
  /** Directories that last as long as their pod, with a size, in the declared order; `/tmp` may be among them. */
  readonly scratch: readonly Scratch[];
  /** Volumes that outlast the pods, by path in code-unit order: each pod of the kind `stateful` has its own, the pods of other kinds share one. */
  readonly volumes: readonly ServiceVolume[];
  /** The order in which the pods of the kind `stateful` start and stop. */
  readonly podManagement: 'ordered' | 'parallel';
  /** The containers beside its own, by name in code-unit order. */
  readonly sidecars: readonly HelperContainer[];
  /** The containers that run to their ends before its own starts, by name in code-unit order. */
  readonly init: readonly HelperContainer[];
  readonly metrics: Metrics | undefined;
  /** The names that its metrics have; undefined if nobody says. */
  readonly metricsProfile: MetricsProfile | undefined;
  /** What it promises; undefined if it promises nothing. */
  readonly slo: Slo | undefined;
  /** Registry keys as declared, in the declared order, and then those of `referredServices`. */
  readonly dependsOn: readonly string[];
  /** The registry keys that are not declared, and that variables refer to. */
  readonly referredServices: readonly string[];
  /** The endpoints that the service calls outside the platform, in the declared order; undefined if none are declared. */
  readonly egress: readonly ExternalEndpoint[] | undefined;
  readonly database: Database | undefined;
  /** The client that reads `DATABASE_URL`. */
  readonly databaseClient: DatabaseClient;
  readonly migration: Migration;
  /** The Jobs beside the migration, in the order in which they run, also those that this environment leaves out. */
  readonly hooks: readonly Hook[];
  /** The kinds of backing services that the service asks for by a flag of its entry, or that its variables refer to, in code-unit order. */
  readonly needs: readonly FlaggedKindName[];
  /** The names of the externals that the service calls, as declared, also of those that the environment lacks. */
  readonly externals: readonly string[];
  readonly routes: readonly Route[];
  /** Plain configuration, by name in code-unit order. It comes before all other variables of a container. */
  readonly config: readonly ConfigVariable[];
  /** The variables of the container beside those, in an order in which every `$(NAME)` refers to an earlier variable. */
  readonly env: readonly EnvVariable[];
  /** All variables of the migration Job's container, as the owner of the database, in such an order. Empty without such a Job. */
  readonly migrationEnv: readonly EnvVariable[];
  /** The name that its database had before, as declared, also where there is no database. */
  readonly databaseRenamedFrom: string | undefined;
  /** PostgreSQL extensions as declared, also where there is no database. */
  readonly extensions: readonly string[];
  /** The place of the service's registry entry. */
  readonly place: Place;
}

/** Whether other workloads call a service, at its Kubernetes Service. */
export function isCalled({ kind }: Pick<Service, 'kind'>): boolean {
  return kind === 'service' || kind === 'stateful';
}

/** The containers beside that of a service, each with the field of the entry that declares it. */
export function helpersOf({
  sidecars,
  init,
}: Pick<Service, 'sidecars' | 'init'>): (HelperContainer & { readonly field: 'sidecars' | 'init' })[] {
  if (sidecars.length + init.length === 0) return [];
  return [
    ...sidecars.map((container) => ({ ...container, field: 'sidecars' as const })),
    ...init.map((container) => ({ ...container, field: 'init' as const })),
  ];
}

/** Between how many pods an autoscaler chooses. */
export interface Autoscaling {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** How much of their CPU request the pods should use on average, in percent. */
  readonly cpuUtilization: number;
}

/** When a cron job runs, and how. */
export interface Cron {
  /** Empty where there is none, which is a finding. */
  readonly schedule: string;
  readonly timeZone: string;
  readonly concurrency: 'forbid' | 'replace' | 'allow';
  /** How late a run may start. */
  readonly startingDeadlineSeconds: number;
  readonly deadlineSeconds: number;
  readonly retries: number;
  readonly history: { readonly succeeded: number; readonly failed: number };
  readonly suspend: boolean;
}

/** A service whose image and environment a cron job has, as far as the cron job has to know. */
export interface Lender {
  /** Its registry key. */
  readonly service: string;
  readonly database: Database | undefined;
  readonly migration: Migration;
  /** Whether it says what it calls outside the platform. */
  readonly egressKnown: boolean;
  /** The names of the variables that are the lender's. */
  readonly variables: readonly string[];
}

/** Something outside the platform that a service calls. */
export interface ExternalEndpoint {
  readonly host: string;
  readonly port: number;
  /** What the port is called over. */
  readonly protocol: 'TCP' | 'UDP';
  readonly place: Place;
}

/** A service's database, or that of another one which it is a guest of. */
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
  /** How the role and the database come to be on the server; undefined if there is no server. */
  readonly provisioning: Provisioning | undefined;
  /** How many connections one pod keeps at most. */
  readonly poolSize: number;
  /** The `CONNECTION LIMIT` of `role`. */
  readonly connectionLimit: number;
  /** The owner's login, if the pods are not given it. */
  readonly split: SplitAccess | undefined;
  /** The access of a guest; undefined if the database is the service's own. */
  readonly guest: Guest | undefined;
  /** The names of before, from which the init Job of the owner renames; undefined if nothing is renamed. */
  readonly renamed: RenamedDatabase | undefined;
}

/** The names that a database and roles of it had before. */
export interface RenamedDatabase {
  readonly from: string;
  /** The names that the roles have now, by those of before. A guest has its own alone. Not every role need have been there. */
  readonly roles: Readonly<Record<string, string>>;
}

/** The access of a service, the guest, to the database of another one. */
export interface Guest {
  /** The registry key of the service that the database belongs to. */
  readonly of: string;
  readonly access: GuestAccess;
  /** Why it does not ask the API of that service. */
  readonly reason: string;
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
  /** The command of the migration Job; empty if none is declared. */
  readonly command: readonly string[];
  /** Which variables and files the Job has. */
  readonly env: 'database' | 'all';
  readonly resources: Resources;
  readonly deadlineSeconds: number;
  /** Whether the image has a shell, which finds out whether the migration has run before. */
  readonly shell: boolean;
}

/** A Job of a service beside its migration. */
export interface Hook {
  readonly name: 'seed' | 'before' | 'after';
  readonly command: readonly string[];
  readonly args: readonly string[] | undefined;
  readonly deadlineSeconds: number;
}

/** The hooks that run in an environment: data for development belongs nowhere else. */
export function hooksIn({ development }: { readonly development: boolean }, { hooks }: Pick<Service, 'hooks'>): readonly Hook[] {
  return development ? hooks : hooks.filter(({ name }) => name !== 'seed');
}
