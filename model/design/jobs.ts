import { initScriptOf } from '../backing/postgres/init-scripts';
import { shadowDatabaseOf } from '../backing/postgres/shadow-database';
import {
  type Container,
  literalVariable,
  type ManagedDatabase,
  secretVariable,
  type Stage,
  type Variable,
  type Workload,
  databaseId,
  initJobId,
  serverId,
} from '../blueprint';
import { type Database, isMarked, type Platform, type Postgres, previewMark, type Provisioning, type Service } from '../platform';
import { clientPod } from './client-pod';

/** A service with its database, and the server that the database is on. */
export interface PlacedDatabase {
  readonly service: Service;
  readonly database: Database;
  readonly server: Postgres;
  /** When its Jobs are applied. */
  readonly jobStage: Stage;
}

/** The time that a Job which ended is kept, so that its log can be read, in seconds. */
const aDay = 86_400;

/**
 * The time that a Job which is named by its content is kept after its end, in seconds.
 * @returns undefined for Argo CD, to which a Job that is in the tree and gone from the cluster is a difference: it would run again
 */
export function keptOf({ delivery }: Pick<Platform, 'delivery'>): number | undefined {
  return delivery === 'argocd' ? undefined : aDay;
}

/** The parts of a workload that are particular to a Job. */
type ParticularToJob = 'id' | 'kind' | 'name' | 'lifetime' | 'pod' | 'configs' | 'waitsFor' | 'stage';

/** The parts that all Jobs of a service have in common. */
export function jobOf({ service }: Pick<PlacedDatabase, 'service'>, component: string): Omit<Workload, ParticularToJob> {
  return {
    title: service.key,
    file: service.name,
    service: service.key,
    identity: { name: service.key, component },
    description: jobDescription(service.name),
    pods: { least: 0, most: 1 },
    reachable: false,
    account: { name: service.placement.serviceAccount.name ?? service.name, own: false },
    metrics: undefined,
    outgoingKnown: component === 'db-init' || component === 'db-drop' || service.egress !== undefined,
    restartedBy: [],
    access: undefined,
    place: service.place,
  };
}

/** What is said of a Job beside what it does. Of no version, layer or team: none of them is a reason to run again. */
export function jobDescription(instance: string): Workload['description'] {
  return {
    instance,
    version: undefined,
    label: undefined,
    layer: undefined,
    team: undefined,
    dockerfile: undefined,
    digest: undefined,
    egress: undefined,
  };
}

/**
 * The init Job of a service, which creates its database and owner. That of a guest creates its login to the database of another service, and waits for that.
 *
 * It is named by its content in every delivery, and runs once for each.
 */
export function designInitJob(
  platform: Platform,
  placed: PlacedDatabase,
  { adminSecret, passwordHashing }: Extract<Provisioning, { by: 'init-job' }>,
): Workload {
  const { service, database, server } = placed;
  const { guest } = database;
  const shadow = shadowDatabaseOf(platform, service);
  return {
    ...jobOf(placed, 'db-init'),
    id: initJobId(service.key),
    name: `${service.name}-db-init`,
    kind: 'init',
    lifetime: { kind: 'run-once', deadlineSeconds: 600, retries: 2, keptSeconds: keptOf(platform) },
    pod: clientPod(platform, {
      service,
      server,
      script: initScriptOf(database, isMarked(platform, database)),
      adminSecret,
      variables: [
        ...(guest === undefined ? [...ownerVariables(database), ...renamedVariables(platform, placed)] : guestVariables(database, guest)),
        ...(shadow === undefined ? [] : [literalVariable('SVC_DB_SHADOW_NAME', shadow)]),
        ...(isMarked(platform, database) ? [literalVariable('SVC_DB_MARK', previewMark(platform))] : []),
        ...(passwordHashing === 'client' ? [literalVariable('SVC_DB_PASSWORD_HASHING', passwordHashing)] : []),
      ],
    }),
    configs: [],
    waitsFor: [...(server.inCluster === undefined ? [] : [serverId(server)]), ...(guest === undefined ? [] : [initJobId(guest.of)])],
    stage: placed.jobStage,
  };
}

/** The role that owns the database, and the guest, for the script. */
function guestVariables(
  { name, owner, role, secretName, connectionLimit }: Database,
  { access }: NonNullable<Database['guest']>,
): Variable[] {
  return [
    literalVariable('SVC_DB_ROLE', owner),
    literalVariable('SVC_DB_NAME', name),
    literalVariable('SVC_DB_GUEST_ROLE', role),
    literalVariable('SVC_DB_GUEST_ACCESS', access),
    literalVariable('SVC_DB_GUEST_CONNECTION_LIMIT', String(connectionLimit)),
    secretVariable('SVC_DB_GUEST_PASSWORD', secretName, 'password'),
  ];
}

/** The role that owns the database, and with split access the one beside it, for the script. */
function ownerVariables({ name, owner, role, secretName, connectionLimit, split, extensions }: Database): Variable[] {
  return [
    literalVariable('SVC_DB_ROLE', owner),
    literalVariable('SVC_DB_NAME', name),
    literalVariable('SVC_DB_CONNECTION_LIMIT', String(split?.ownerConnectionLimit ?? connectionLimit)),
    secretVariable('SVC_DB_PASSWORD', split?.ownerSecretName ?? secretName, 'password'),
    ...(split === undefined
      ? []
      : [
          literalVariable('SVC_DB_FORMER_OWNER', split.formerOwner),
          literalVariable('SVC_DB_APP_ROLE', role),
          literalVariable('SVC_DB_APP_CONNECTION_LIMIT', String(connectionLimit)),
          secretVariable('SVC_DB_APP_PASSWORD', secretName, 'password'),
        ]),
    ...(extensions.length === 0 ? [] : [literalVariable('SVC_DB_EXTENSIONS', extensions.join(','))]),
  ];
}

/** The names of before, for the script that renames. */
function renamedVariables(platform: Platform, placed: PlacedDatabase): Variable[] {
  const { renamed } = placed.database;
  if (renamed === undefined) return [];
  return [
    literalVariable('SVC_DB_RENAMED_FROM', renamed.from),
    literalVariable('SVC_DB_RENAMED_ROLES', JSON.stringify(renamedRoles(platform, placed))),
  ];
}

/** The names that the roles of a renamed database have now, by those of before, with the roles of its guests. */
export function renamedRoles({ services }: Platform, { service, database }: PlacedDatabase): Readonly<Record<string, string>> {
  const ofGuests = services.map((other) => (other.database?.guest?.of === service.key ? other.database.renamed?.roles : undefined));
  return Object.assign({}, database.renamed?.roles, ...ofGuests) as Readonly<Record<string, string>>;
}

/** The parts of the container of a Job that its purpose decides. */
type JobContainer = Pick<Container, 'name' | 'command' | 'args' | 'variables' | 'resources' | 'mounts'>;

/** The service's container, but for what the Job is for, and for what only a server has: ports, probes and a graceful end. */
export function jobContainer(service: Service, { name, command, args, variables, resources, mounts }: JobContainer): Container {
  return {
    name,
    image: service.image,
    imagePullPolicy: service.imagePullPolicy,
    command,
    args,
    variables,
    ports: [],
    probes: undefined,
    stopDelaySeconds: undefined,
    resources,
    user: service.user,
    capabilities: [],
    mounts,
  };
}

/** The database of a service and its owner, for the operator that makes them. */
export function designManagedDatabase({ service, database }: PlacedDatabase, cluster: string): ManagedDatabase {
  return {
    id: databaseId(service.key),
    service: service.key,
    name: service.name,
    file: service.name,
    cluster,
    database: database.name,
    role: database.role,
    owner: database.owner,
    secret: database.secretName,
    connectionLimit: database.connectionLimit,
    extensions: database.extensions,
    place: service.place,
  };
}
