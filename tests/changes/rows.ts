import type { Draft } from './product';

/** A single change of the product `property-tax`, and what it has to do. */
export interface Row {
  /** The change, in words. */
  readonly change: string;
  readonly environment: 'dev' | 'prod';
  /**
   * Makes the platform to which the change is made.
   * @default the environment as it is committed
   */
  readonly from?: (draft: Draft) => void;
  readonly edit: (draft: Draft) => void;
  /** The files that differ, without their ending. */
  readonly files: readonly string[];
  /** The workloads whose pods are replaced. */
  readonly restarts: readonly string[];
  /** The Jobs that run. */
  readonly runs: readonly string[];
  /** `applies`, or the codes of what speaks against it. */
  readonly verdict: string;
  /** Why that is right. */
  readonly why: string;
}

/** The services with a database, each with an init Job and a migration Job. */
const stored = [
  'assessment-roll',
  'audit-logging',
  'auth-gateway',
  'billing-invoicing',
  'notification-engine',
  'payment-processing',
  'tax-billing-instalment',
  'tax-certificates',
  'tax-levy-rate',
  'tax-sale-proceedings',
] as const;
const node = ['api-gateway', ...stored];
const all = [...node, 'property-tax-web'].sort();
const initJobs = stored.map((name) => `${name}-db-init`);
const migrations = stored.map((name) => `${name}-migrate`);

/** The services that call `assessment-roll`. */
const callers = ['api-gateway', 'tax-billing-instalment', 'tax-certificates', 'tax-levy-rate', 'tax-sale-proceedings'];

const nothing: readonly string[] = [];
const one = 'tax-certificates';
const entry = (draft: Draft, key: string = one): Record<string, unknown> => draft.registry[key]!;
const part = (of: Record<string, unknown>, field: string): Record<string, unknown> => (of[field] ??= {}) as Record<string, unknown>;
const overlaid = (draft: Draft, key: string = one): Record<string, unknown> => part(part(draft.overlay, 'services'), key);
const server = (draft: Draft): Record<string, unknown> => part(draft.overlay, 'postgres');
const image = (draft: Draft, pin: object): void => void (part(part(draft.overlay, 'images'), 'services')[one] = pin);

const permits = {
  hostname: 'permits',
  port: 4120,
  database: 'permits',
  layer: 'domain',
  label: 'Permits',
  routes: ['/api/v1/permits'],
};

/** Gives a host another name, at the same addresses. */
function moveHost(draft: Draft, from: string, to: string): void {
  const hosts = part(part(draft.overlay, 'network'), 'hosts');
  hosts[to] = hosts[from];
  delete hosts[from];
}

/** The single changes, and what each has to do. */
export const rows: readonly Row[] = [
  // Images
  {
    change: 'image tag of one service',
    environment: 'prod',
    edit: (draft) => image(draft, { tag: '1.0.1' }),
    files: [one],
    restarts: [one],
    runs: [`${one}-migrate`],
    verdict: 'applies',
    why: 'another build has its own migrations, and its pods wait for them',
  },
  {
    change: 'image tag and digest of one service',
    environment: 'prod',
    edit: (draft) => image(draft, { tag: '1.0.1', digest: `sha256:${'a'.repeat(64)}` }),
    files: [one],
    restarts: [one],
    runs: [`${one}-migrate`],
    verdict: 'applies',
    why: 'as the tag alone',
  },
  {
    change: 'image tag of the environment',
    environment: 'prod',
    edit: (draft) => void (part(draft.overlay, 'images')['tag'] = '1.1.0'),
    files: all,
    restarts: all,
    runs: migrations,
    verdict: 'applies',
    why: 'every service has another build; no database is made again',
  },
  // Variables
  {
    change: 'variable in the entry',
    environment: 'prod',
    edit: (draft) => void (part(entry(draft), 'env')['FEE'] = '40'),
    files: [one],
    restarts: [one],
    runs: nothing,
    verdict: 'applies',
    why: 'a process reads its variables when it starts; a migration has those of the database alone',
  },
  {
    change: 'variable in the overlay',
    environment: 'prod',
    edit: (draft) => void (part(overlaid(draft), 'env')['LOG_LEVEL'] = 'debug'),
    files: [one],
    restarts: [one],
    runs: nothing,
    verdict: 'applies',
    why: 'as in the entry',
  },
  {
    change: 'variable in the defaults of Node.js',
    environment: 'prod',
    edit: (draft) => void (part(part(part(draft.manifest, 'defaults'), 'node'), 'env')['LOG_LEVEL'] = 'debug'),
    files: node,
    restarts: node,
    runs: nothing,
    verdict: 'applies',
    why: 'eleven services have it, and the web application has not',
  },
  // Services
  {
    change: 'a service added, with a database and a route',
    environment: 'prod',
    edit: (draft: Draft): void => {
      draft.registry['permits'] = permits;
      draft.manifest.services.push('permits');
    },
    files: ['permits', 'routes'],
    restarts: nothing,
    runs: ['permits-db-init', 'permits-migrate'],
    verdict: 'applies',
    why: 'it has a file of its own, and a path in the route table',
  },
  {
    change: 'a service removed that nothing calls',
    environment: 'prod',
    edit: (draft: Draft): void => {
      delete draft.registry[one];
      draft.manifest.services = draft.manifest.services.filter((key) => key !== one);
    },
    files: ['assessment-roll', 'routes', 'tax-billing-instalment', one],
    restarts: nothing,
    runs: nothing,
    verdict: 'upgrade-route-fell',
    why: 'its database stays on the server; Argo CD takes its objects away; requests of its routes reach the catch-all',
  },
  {
    change: 'a service removed that nothing calls',
    environment: 'dev',
    edit: (draft: Draft): void => {
      delete draft.registry[one];
      draft.manifest.services = draft.manifest.services.filter((key) => key !== one);
    },
    files: ['assessment-roll', 'postgres', 'rabbitmq', 'routes', 'tax-billing-instalment', one],
    restarts: nothing,
    runs: nothing,
    verdict: 'upgrade-left-running, upgrade-route-fell',
    why: 'its database stays on the server, and kubectl deletes nothing: its pods run on; requests of its routes reach the catch-all',
  },
  {
    change: 'a service removed that others call',
    environment: 'prod',
    edit: (draft: Draft): void => {
      delete draft.registry['assessment-roll'];
      draft.manifest.services = draft.manifest.services.filter((key) => key !== 'assessment-roll');
    },
    files: nothing,
    restarts: nothing,
    runs: nothing,
    verdict: 'dependency-unknown',
    why: 'its callers would call nobody',
  },
  // What is for readers
  {
    change: 'label',
    environment: 'prod',
    edit: (draft) => void (entry(draft)['label'] = 'Certificates of Tax'),
    files: [one],
    restarts: nothing,
    runs: nothing,
    verdict: 'applies',
    why: 'an annotation of the Deployment, for people',
  },
  {
    change: 'layer',
    environment: 'prod',
    edit: (draft) => void (entry(draft)['layer'] = 'shared'),
    files: [one],
    restarts: nothing,
    runs: nothing,
    verdict: 'applies',
    why: 'a label of the Deployment, which its pods have not',
  },
  {
    change: 'owner',
    environment: 'prod',
    edit: (draft) => void (entry(draft)['owner'] = { team: 'revenue' }),
    files: [one],
    restarts: nothing,
    runs: nothing,
    verdict: 'applies',
    why: 'as the layer',
  },
  {
    change: 'Dockerfile',
    environment: 'prod',
    edit: (draft) => void (entry(draft)['dockerfile'] = 'modules/certificates/Dockerfile'),
    files: nothing,
    restarts: nothing,
    runs: nothing,
    verdict: 'applies',
    why: 'where an image is built from is nothing that production knows',
  },
  {
    change: 'order of the product manifest',
    environment: 'prod',
    edit: (draft) => void draft.manifest.services.reverse(),
    files: nothing,
    restarts: nothing,
    runs: nothing,
    verdict: 'applies',
    why: 'an order means nothing',
  },
  // The network
  {
    change: 'port of a service that nothing calls',
    environment: 'prod',
    edit: (draft) => void (entry(draft)['port'] = 4117),
    files: [one],
    restarts: [one],
    runs: nothing,
    verdict: 'applies',
    why: 'the process listens elsewhere; routes lead to the port by its name',
  },
  {
    change: 'port of a service, without its callers',
    environment: 'prod',
    edit: (draft) => void (entry(draft, 'assessment-roll')['port'] = 4114),
    files: nothing,
    restarts: nothing,
    runs: nothing,
    verdict: 'url-port-mismatch',
    why: 'its callers would ask at the old one',
  },
  {
    change: 'port of a service, with its callers',
    environment: 'prod',
    edit: (draft: Draft): void => {
      entry(draft, 'assessment-roll')['port'] = 4114;
      for (const caller of callers) part(entry(draft, caller), 'extraEnv')['ASSESSMENT_ROLL_URL'] = 'http://assessment-roll:4114';
    },
    files: ['api-gateway', 'assessment-roll', ...callers.slice(1)],
    restarts: ['api-gateway', 'assessment-roll', ...callers.slice(1)],
    runs: nothing,
    verdict: 'applies',
    why: 'the service and whoever has its URL',
  },
  {
    change: '`dependsOn` alone',
    environment: 'prod',
    edit: (draft) => void (entry(draft)['dependsOn'] = ['assessment-roll', 'tax-billing-instalment', 'audit-logging']),
    files: ['audit-logging', one],
    restarts: nothing,
    runs: nothing,
    verdict: 'applies',
    why: 'the policies of the two let the calls pass',
  },
  {
    change: 'a route added',
    environment: 'prod',
    edit: (draft) => void (entry(draft)['routes'] = ['/api/v1/tax-certificates', '/api/v1/certificates']),
    files: ['routes'],
    restarts: nothing,
    runs: nothing,
    verdict: 'applies',
    why: 'the route table is an object of its own',
  },
  {
    change: 'host of the routes',
    environment: 'prod',
    edit: (draft) => void (part(draft.overlay, 'ingress')['host'] = 'taxes.example.gov'),
    files: [...all, 'routes'].sort(),
    restarts: all,
    runs: nothing,
    verdict: 'applies',
    why: 'probes ask with the host that requests come with',
  },
  {
    change: 'certificate of the routes',
    environment: 'prod',
    edit: (draft) => void (part(draft.overlay, 'ingress')['tls'] = { secretName: 'wildcard-tls' }),
    files: ['routes'],
    restarts: nothing,
    runs: nothing,
    verdict: 'applies',
    why: 'the ingress controller reads it',
  },
  // Amounts
  {
    change: 'replicas, 1 to 2',
    environment: 'prod',
    from: (draft) => void (overlaid(draft)['replicas'] = 1),
    edit: (draft) => void (overlaid(draft)['replicas'] = 2),
    files: [one],
    restarts: nothing,
    runs: [`${one}-db-init`],
    verdict: 'applies',
    why: 'a second pod, a budget for disruptions, and more connections for its role',
  },
  {
    change: 'replicas, 2 to 3',
    environment: 'prod',
    edit: (draft) => void (overlaid(draft)['replicas'] = 3),
    files: [one],
    restarts: nothing,
    runs: [`${one}-db-init`],
    verdict: 'applies',
    why: 'a third pod, and more connections for its role',
  },
  {
    change: 'autoscaling',
    environment: 'prod',
    edit: (draft) => void (overlaid(draft)['autoscaling'] = { minReplicas: 2, maxReplicas: 6 }),
    files: [one],
    restarts: nothing,
    runs: [`${one}-db-init`],
    verdict: 'applies',
    why: 'the Deployment loses its number of pods, and its role gets connections for six',
  },
  {
    change: 'singleton',
    environment: 'prod',
    edit: (draft: Draft): void => {
      entry(draft)['singleton'] = true;
      overlaid(draft)['replicas'] = 1;
    },
    files: [one],
    restarts: [one],
    runs: [`${one}-db-init`],
    verdict: 'applies',
    why: 'its pod is stopped before the next one starts, is kept apart from no other, and its role needs fewer connections',
  },
  {
    change: 'memory',
    environment: 'prod',
    edit: (draft) => void (entry(draft)['resources'] = { limits: { memory: '768Mi' } }),
    files: [one],
    restarts: [one],
    runs: nothing,
    verdict: 'applies',
    why: 'a migration has resources of its own',
  },
  {
    change: 'CPU',
    environment: 'prod',
    edit: (draft) => void (entry(draft)['resources'] = { requests: { cpu: '200m' } }),
    files: [one],
    restarts: [one],
    runs: nothing,
    verdict: 'applies',
    why: 'as memory',
  },
  {
    change: '`needsRedis`',
    environment: 'prod',
    edit: (draft) => void (entry(draft)['needsRedis'] = true),
    files: [one],
    restarts: [one],
    runs: nothing,
    verdict: 'applies',
    why: 'its variables; a migration has no Redis',
  },
  // Databases
  {
    change: 'database renamed',
    environment: 'prod',
    edit: (draft) => void (entry(draft)['database'] = 'certificates'),
    files: [one],
    restarts: [one],
    runs: [`${one}-db-init`, `${one}-migrate`],
    verdict: 'upgrade-database',
    why: 'the service would start with an empty one',
  },
  {
    change: 'a guest of the database of another service, in place of its own',
    environment: 'prod',
    edit: (draft) => Object.assign(entry(draft), { database: { of: 'assessment-roll', access: 'read', reason: 'reads the roll' } }),
    files: ['01-database-init', one],
    restarts: [one],
    runs: [`${one}-db-init`],
    verdict: 'upgrade-database',
    why: 'nothing brings the data of the database of its own along',
  },
  {
    change: 'extension',
    environment: 'prod',
    edit: (draft) => void (entry(draft)['extensions'] = ['pg_trgm']),
    files: [one],
    restarts: nothing,
    runs: [`${one}-db-init`],
    verdict: 'applies',
    why: 'the init Job adds it to the database that is there',
  },
  {
    change: 'pool size',
    environment: 'prod',
    edit: (draft) => void (server(draft)['poolSize'] = 8),
    files: stored,
    restarts: stored,
    runs: initJobs,
    verdict: 'applies',
    why: 'each pool is a variable, and each role has as many connections as its pods may open',
  },
  {
    change: '`maxConnections` of a server outside',
    environment: 'prod',
    edit: (draft) => void (server(draft)['maxConnections'] = 500),
    files: nothing,
    restarts: nothing,
    runs: nothing,
    verdict: 'applies',
    why: 'it is what the budget is checked against',
  },
  {
    change: '`maxConnections` of a server in the cluster',
    environment: 'dev',
    edit: (draft) => void (server(draft)['maxConnections'] = 200),
    files: ['postgres'],
    restarts: ['postgres'],
    runs: nothing,
    verdict: 'applies',
    why: 'an argument of the server',
  },
  {
    change: '`adminSecret` of a server outside',
    environment: 'prod',
    edit: (draft) => void (server(draft)['adminSecret'] = 'postgres-provisioner'),
    files: stored,
    restarts: nothing,
    runs: initJobs,
    verdict: 'applies',
    why: 'a Job cannot change: it runs with the other login, which the server has to know, and finds nothing to do',
  },
  {
    change: '`adminSecret` of a server in the cluster',
    environment: 'dev',
    edit: (draft) => void (server(draft)['adminSecret'] = 'postgres-provisioner'),
    files: [...stored, 'postgres'].sort(),
    restarts: ['postgres'],
    runs: initJobs,
    verdict: 'upgrade-first-start',
    why: 'the server has the login of its first start, and the Jobs would come with another',
  },
  {
    change: '`clientImage`',
    environment: 'prod',
    edit: (draft) => void (server(draft)['clientImage'] = 'postgres:18-alpine'),
    files: stored,
    restarts: stored,
    runs: [...initJobs, ...migrations].sort(),
    verdict: 'applies',
    why: 'pods wait by its `psql`, and Jobs run it; no image changes under a pod',
  },
  {
    change: '`migration.command`',
    environment: 'prod',
    edit: (draft) => void (part(entry(draft), 'migration')['command'] = ['node', 'migrate.js']),
    files: [one],
    restarts: [one],
    runs: [`${one}-migrate`],
    verdict: 'applies',
    why: 'another migration, which the pods wait for',
  },
  {
    change: 'migration on',
    environment: 'prod',
    from: (draft) => void (entry(draft)['migration'] = { mode: 'none' }),
    edit: (draft) => void delete entry(draft)['migration'],
    files: [one],
    restarts: [one],
    runs: [`${one}-migrate`],
    verdict: 'applies',
    why: 'the pods wait for it from now on',
  },
  {
    change: 'migration off',
    environment: 'prod',
    edit: (draft) => void (entry(draft)['migration'] = { mode: 'none' }),
    files: [one],
    restarts: [one],
    runs: nothing,
    verdict: 'applies',
    why: 'the pods wait for it no more',
  },
  {
    change: 'seed of the development Secrets',
    environment: 'dev',
    edit: (draft) => void (part(draft.overlay, 'secrets')['seed'] = 'another'),
    files: node,
    restarts: node,
    runs: initJobs,
    verdict: 'upgrade-seed',
    why: 'the servers keep the passwords that they made their data with; who reads a Secret would have another',
  },
  {
    change: 'virtual host of RabbitMQ in the cluster',
    environment: 'dev',
    edit: (draft) => void (part(draft.overlay, 'rabbitmq')['vhost'] = 'taxes'),
    files: [...node, 'rabbitmq'].sort(),
    restarts: [...node, 'rabbitmq'].sort(),
    runs: nothing,
    verdict: 'upgrade-first-start',
    why: 'the broker makes it at its first start alone, and all that connect would be refused',
  },
  {
    change: '`storage` of a server in the cluster',
    environment: 'dev',
    edit: (draft) => void (server(draft)['storage'] = '5Gi'),
    files: ['postgres'],
    restarts: nothing,
    runs: nothing,
    verdict: 'upgrade-volume',
    why: 'the API server refuses it',
  },
  {
    change: 'PostgreSQL, another build of the same major',
    environment: 'dev',
    edit: (draft) => void (server(draft)['image'] = 'postgres:16.10-alpine'),
    files: ['postgres'],
    restarts: ['postgres'],
    runs: nothing,
    verdict: 'applies',
    why: 'the server alone: the client that waits and makes databases is an image of its own',
  },
  {
    change: 'PostgreSQL 16 to 17',
    environment: 'dev',
    edit: (draft) => void (server(draft)['image'] = 'postgres:17-alpine'),
    files: ['postgres'],
    restarts: ['postgres'],
    runs: nothing,
    verdict: 'upgrade-postgres-major',
    why: 'the server would not start on the data',
  },
  {
    change: 'PostgreSQL 17 to 18',
    environment: 'dev',
    from: (draft) => void (server(draft)['image'] = 'postgres:17-alpine'),
    edit: (draft) => void (server(draft)['image'] = 'postgres:18-alpine'),
    files: ['postgres'],
    restarts: ['postgres'],
    runs: nothing,
    verdict: 'upgrade-postgres-major',
    why: 'the server would not start on the data',
  },
  {
    change: 'PostgreSQL on Debian in place of Alpine',
    environment: 'dev',
    edit: (draft) => void (server(draft)['image'] = 'postgres:16'),
    files: ['postgres'],
    restarts: ['postgres'],
    runs: nothing,
    verdict: 'upgrade-base-image',
    why: 'another user, to whom the files do not belong, and another order of texts in indexes',
  },
  {
    change: 'Redis 7.4 to 7.2',
    environment: 'dev',
    edit: (draft) => void (part(draft.overlay, 'redis')['image'] = 'redis:7.2-alpine'),
    files: ['redis'],
    restarts: ['redis'],
    runs: nothing,
    verdict: 'upgrade-server-version',
    why: 'an older Redis does not read the files of a newer one',
  },
  {
    change: 'RabbitMQ 4.2 to 4.3',
    environment: 'dev',
    from: (draft) => void (part(draft.overlay, 'rabbitmq')['image'] = 'rabbitmq:4.2-management-alpine'),
    edit: (draft) => void (part(draft.overlay, 'rabbitmq')['image'] = 'rabbitmq:4.3-management-alpine'),
    files: ['rabbitmq'],
    restarts: ['rabbitmq'],
    runs: nothing,
    verdict: 'applies',
    why: 'a step that RabbitMQ supports; its feature flags are enabled before',
  },
  {
    change: 'RabbitMQ 3.13 to 4.3',
    environment: 'dev',
    from: (draft) => void (part(draft.overlay, 'rabbitmq')['image'] = 'rabbitmq:3.13-management-alpine'),
    edit: (draft) => void (part(draft.overlay, 'rabbitmq')['image'] = 'rabbitmq:4.3-management-alpine'),
    files: ['rabbitmq'],
    restarts: ['rabbitmq'],
    runs: nothing,
    verdict: 'upgrade-server-version',
    why: '4.2 comes between',
  },
  {
    change: 'host of a server in the cluster',
    environment: 'dev',
    edit: (draft) => void (server(draft)['host'] = 'database'),
    files: ['01-network', ...stored, 'database', 'postgres'].sort(),
    restarts: stored,
    runs: [...initJobs, ...migrations].sort(),
    verdict: 'upgrade-volume-left',
    why: 'a new server starts empty, and the volume of the old one stays',
  },
  {
    change: 'host of a server outside',
    environment: 'prod',
    edit: (draft: Draft): void => {
      server(draft)['host'] = 'db.internal.example.gov';
      moveHost(draft, 'postgres.internal.example.gov', 'db.internal.example.gov');
    },
    files: stored,
    restarts: stored,
    runs: [...initJobs, ...migrations].sort(),
    verdict: 'upgrade-database-server',
    why: 'it is the same server under another name, or one that has none of the databases',
  },
  {
    change: 'namespace',
    environment: 'dev',
    edit: (draft) => void (draft.overlay['namespace'] = 'taxes'),
    files: [
      '00-namespace',
      '01-database-client',
      '01-database-init',
      '01-network',
      ...all,
      'postgres',
      'rabbitmq',
      'redis',
      'routes',
      'zz-default-deny',
    ],
    restarts: nothing,
    runs: [...initJobs, ...migrations].sort(),
    verdict: 'upgrade-left-running, upgrade-route-left, upgrade-volume-left',
    why: 'all objects are new ones; volumes stay in the namespace of before, and kubectl lets what is there run on',
  },
  {
    change: 'host of a RabbitMQ outside',
    environment: 'prod',
    edit: (draft: Draft): void => {
      part(draft.overlay, 'rabbitmq')['host'] = 'mq.internal.example.gov';
      moveHost(draft, 'rabbitmq.internal.example.gov', 'mq.internal.example.gov');
    },
    files: node,
    restarts: node,
    runs: nothing,
    verdict: 'upgrade-backing-service',
    why: 'messages that nobody has taken stay in the queues of before',
  },
  {
    change: 'virtual host of a RabbitMQ outside',
    environment: 'prod',
    edit: (draft) => void (part(draft.overlay, 'rabbitmq')['vhost'] = 'taxes'),
    files: node,
    restarts: node,
    runs: nothing,
    verdict: 'upgrade-backing-service',
    why: 'as another host',
  },
  {
    change: 'host of a Redis outside',
    environment: 'prod',
    edit: (draft: Draft): void => {
      part(draft.overlay, 'redis')['host'] = 'cache.internal.example.gov';
      moveHost(draft, 'redis.internal.example.gov', 'cache.internal.example.gov');
    },
    files: ['auth-gateway'],
    restarts: ['auth-gateway'],
    runs: nothing,
    verdict: 'upgrade-backing-service',
    why: 'it may be a cache, or have sessions and jobs',
  },
  // Names
  {
    change: 'runtime',
    environment: 'prod',
    edit: (draft) => void (entry(draft, 'property-tax-web')['runtime'] = 'other'),
    files: ['property-tax-web'],
    restarts: ['property-tax-web'],
    runs: nothing,
    verdict: 'upgrade-selector',
    why: 'its pods would be of the component `api`, and a selector never changes',
  },
  {
    change: 'runtime, with `component`',
    environment: 'prod',
    edit: (draft) => Object.assign(entry(draft, 'property-tax-web'), { runtime: 'other', component: 'web' }),
    files: ['property-tax-web'],
    restarts: ['property-tax-web'],
    runs: nothing,
    verdict: 'applies',
    why: 'the pods keep the label that they are selected by',
  },
  {
    change: 'registry key',
    environment: 'prod',
    edit: (draft: Draft): void => {
      draft.registry['certificates'] = entry(draft);
      delete draft.registry[one];
      draft.manifest.services = draft.manifest.services.map((key) => (key === one ? 'certificates' : key));
    },
    files: ['assessment-roll', 'tax-billing-instalment', one],
    restarts: [one],
    runs: [`${one}-db-init`, `${one}-migrate`],
    verdict: 'upgrade-selector',
    why: 'the key is in the selector',
  },
  {
    change: 'hostname',
    environment: 'prod',
    edit: (draft) => void (entry(draft)['hostname'] = 'certificates'),
    files: ['certificates', 'routes', one],
    restarts: nothing,
    runs: ['certificates-db-init', 'certificates-migrate'],
    verdict: 'applies',
    why: 'the objects are new ones under the new name, and its Jobs find nothing to do; Argo CD prunes the old ones',
  },
  {
    change: 'hostname',
    environment: 'dev',
    edit: (draft) => void (entry(draft)['hostname'] = 'certificates'),
    files: ['certificates', 'routes', one],
    restarts: nothing,
    runs: ['certificates-db-init', 'certificates-migrate'],
    verdict: 'upgrade-left-running',
    why: 'kubectl deletes nothing: the pods of before run on beside the new ones',
  },
];
