import { flaggedKinds } from '../../backing';

/** One line of what parity says about a fact, or about many. */
export interface ParityLine {
  /**
   * A path of the platform as parity sees it, with dots between its segments: `*` is any segment, `A|B` is either, `DB_*` is what starts with `DB_`.
   * Elements of a list stand under their key, name or path, and all variables of a service under `variables`. A path means the value itself, and
   * whether there is one; `.**` at its end means all that is in it, too.
   */
  readonly path: string;
  /** Why, for whoever wonders. */
  readonly reason: string;
}

/** The backing services of which an environment has one of a kind. */
const flagged = flaggedKinds.map(({ kind }) => kind).join('|');

/**
 * The facts that may differ between the environments of a product. Everything else is held to parity, also a field that is still to come: a new
 * endpoint or amount gets its line here, one that shapes what services are gets none.
 */
export const mayDiffer: readonly ParityLine[] = [
  // The environment itself.
  { path: 'environment', reason: 'its name' },
  { path: 'development', reason: 'one is for development, another is not' },
  { path: 'namespace', reason: 'environments may share a cluster' },
  { path: 'createsNamespace', reason: 'who owns the namespace' },
  { path: 'preview.**', reason: 'there is one for each pull request; the names of databases are held without their number' },
  { path: 'delivery', reason: 'how manifests reach the cluster' },
  { path: 'argo.**', reason: 'which Argo CD carries them, and how' },
  { path: 'lintAnnotations', reason: 'linters are for what is not development' },
  { path: 'tools.**', reason: 'for development alone' },
  { path: 'foreign.**', reason: 'what the team carries beside the registry; held elsewhere' },
  { path: 'allowances.**', reason: 'which findings are accepted' },
  { path: 'patches.**', reason: 'what an overlay changes last of all' },
  // Files: what they say, not which there are.
  { path: 'services.*.files.*.from|content|bytes', reason: 'what a file says: addresses, levels' },
  { path: 'services.*.files.*.content.**', reason: 'what a file says: addresses, levels' },
  { path: 'neighbours.*.namespace|host', reason: 'the namespace of the other product, which is its own affair' },
  { path: 'externals.*.host|port|protocol|service|secret|keys', reason: 'where it is, and who runs it; variables are held' },
  // The way in.
  { path: 'routing.**', reason: 'hosts, class, controller and certificate; routes are held' },
  { path: 'network.**', reason: 'where things are, and what the network of the cluster enforces; who calls whom is held' },
  { path: 'edge.**', reason: 'limits and logins follow the controller of the environment' },
  { path: 'services.*.routes.*.hosts.**', reason: 'hosts of the environment' },
  { path: 'routes.*.hosts.**', reason: 'hosts of the environment' },
  { path: 'services.*.routes.*.features.**', reason: 'limits follow the controller of the environment' },
  { path: 'routes.*.features.**', reason: 'limits follow the controller of the environment' },
  { path: 'observability.**', reason: 'what watches belongs to the cluster; what services are told is held' },
  // Images.
  { path: 'services.*.image.tag', reason: 'which build runs' },
  { path: 'services.*.image.digest', reason: 'which build runs' },
  { path: 'services.*.imagePullPolicy', reason: 'tags move in development' },
  { path: 'imagePullSecrets.**', reason: 'how the cluster reaches the image registry' },
  { path: 'requireDigest', reason: 'how strictly builds are named' },
  // How much of it.
  { path: 'services.*.replicas', reason: 'amount of pods' },
  { path: 'services.*.autoscaling.**', reason: 'amount of pods' },
  { path: 'services.*.declaredAutoscaling.**', reason: 'amount of pods' },
  { path: 'services.*.cron.suspend', reason: 'some runs are for one environment' },
  { path: 'services.*.of.**', reason: 'follows from the service, which is held' },
  { path: 'services.*.maxPods', reason: 'amount of pods' },
  { path: 'services.*.recreates', reason: 'follows from the migration' },
  { path: 'services.*.resources.**', reason: 'amount of CPU and memory' },
  { path: 'services.*.volumes.*.size|class', reason: 'amount of storage, and what the cluster has; which volumes there are is held' },
  { path: 'services.*.priorityClassName', reason: 'classes belong to the cluster' },
  { path: 'services.*.placement.**', reason: 'nodes, accounts and what is injected belong to the cluster' },
  { path: 'capabilities', reason: 'operators belong to the cluster' },
  { path: 'kubernetes', reason: 'clusters are upgraded one after the other' },
  { path: 'placement.**', reason: 'nodes belong to the cluster' },
  { path: 'quota.**', reason: 'what the namespace may have' },
  { path: 'containerDefaults.**', reason: 'what the namespace may have' },
  // Databases.
  { path: 'services.*.database.poolSize|connectionLimit', reason: 'amount of connections' },
  { path: 'services.*.migrationEnv.**', reason: 'follows from the migration and from the variables of the pods, which are held' },
  { path: 'services.*.migration.**', reason: 'images may migrate when they start, in development; held elsewhere' },
  // Backing services: whether there is one is held, where and how it runs is not.
  { path: `${flagged}.host|port`, reason: 'the endpoint' },
  { path: `${flagged}.inCluster.**`, reason: 'who runs it, and how' },
  { path: `${flagged}.tls`, reason: 'goes with the endpoint, as sslmode does (D12.1); without it there is a warning outside development' },
  { path: 'redis.auth|username', reason: 'which variables services read of it is held' },
  { path: 'postgresServers.**', reason: 'how many servers there are, where, and how they run' },
  { path: 'services.*.database.provisioning.**', reason: 'who makes role and database' },
  { path: 'services.*.database.server.*.**', reason: 'which server has the database; that there is one is held' },
  // Secrets: the names and keys that services read are held, where they come from is not.
  { path: 'reloader', reason: 'whether the cluster has Reloader' },
  { path: 'secretProvider.**', reason: 'where Secret data comes from' },
  { path: 'secrets.*', reason: 'follows from variables, databases and who runs the backing services' },
  { path: 'secrets.*.keys.*.source.**', reason: 'follows from the endpoint, and from who runs it' },
  // Variables: what they say, not which there are.
  { path: 'services.*.variables.*.value', reason: 'log level, sampling, addresses outside' },
  { path: 'services.*.variables.*.template', reason: 'made of endpoint, TLS and pool size' },
  { path: 'services.*.variables.NODE_OPTIONS|GOMEMLIMIT|GOMAXPROCS', reason: 'follows from the limits of the container' },
  { path: 'services.*.variables.OTEL_*|POD_NAME|POD_UID', reason: 'whether there is somewhere to send traces to belongs to the cluster' },
  { path: 'services.*.variables.CHECKPOINT_DISABLE', reason: 'follows from the migration' },
];

/** The facts that are held to parity although a line of {@link mayDiffer} includes them. */
export const heldAllTheSame: readonly ParityLine[] = [
  { path: 'services.*.variables.NODE_ENV.value', reason: 'libraries do other things by it; APP_ENV is for the name of the environment' },
];

/** The facts that are also held if neither of the two environments is for development. */
export const heldOutsideDevelopment: readonly ParityLine[] = [
  { path: 'network.policies', reason: 'a connection that only production cuts was not tried' },
  { path: 'foreign.*', reason: 'an object that production has and staging lacks was not tried; what it says may differ' },
  { path: 'services.*.migration.mode|command', reason: 'a schema change that staging had and production lacks was not tried' },
];
