import { parseQuantity } from '../../../formats';
import type { ParsedService } from '../../../registry/schema';
import { databaseClients, type DatabaseUrlForm } from '../../backing/postgres/database-clients';
import { databaseVariables } from '../../backing/postgres/database-variables';
import { type Origin, placeUnder } from '../../origin';
import type { Database, EnvVariable, MetricsProfile, Resources, Service } from '../../platform';
import type { Layer } from '../layers';
import { namespaceOf } from '../namespace';
import { type Gatherer, gathererOf } from '../references/gather';
import type { ReferenceScope } from '../references/refer';
import { layVariables, type SecretVariable, type VariableLayer } from './layered-variables';
import { serversFor } from './messages';
import { isOfMigration } from './migration-variables';
import { lookUp, withReferring } from './referring-variables';
import { resourceVariables, telemetryVariables } from './telemetry';
import type { LayeredFields, Part, Subject } from './subject';

/** The facts that variables follow from. */
interface Facts extends Pick<Service, 'database' | 'databaseClient' | 'migration' | 'resources'> {
  readonly ofNeeds: readonly EnvVariable[];
  /** The tag of its image, if there is one. */
  readonly version: string | undefined;
  /** The service whose image and environment this one has. */
  readonly lender: Service | undefined;
  /** The names that its metrics have; undefined if it shows none. */
  readonly shownProfile: MetricsProfile | undefined;
}

/** The variables of a service, and what all of its texts can refer to. */
interface ResolvedVariables extends Part<Pick<Service, 'config' | 'env' | 'migrationEnv'>> {
  readonly scope: ReferenceScope;
}

/** Resolves the environment variables: those of the layers, and those that follow from other fields. */
export function resolveVariables(subject: Subject, facts: Facts, gatherer: Gatherer): ResolvedVariables {
  const { entry, place } = subject;
  const { database, migration } = facts;
  const follows = (field: 'port' | 'database'): Origin => ({ layer: 'built-in', place: placeUnder(place, field) });
  const layered = layVariables(runtimeVariables(subject, facts), authors(subject), place);
  const of = (from: Database, secretName: string, form: DatabaseUrlForm, way: 'pooled' | 'direct'): EnvVariable[] =>
    from.server === undefined ? [] : databaseVariables({ ...from, secretName }, from.server, form, follows('database'), way);
  const forms = databaseClients[facts.databaseClient];
  const ofPods = database && of(database, database.secretName, forms.pods, 'pooled');
  const portVariable: readonly EnvVariable[] =
    entry.port === undefined ? [] : [{ kind: 'literal', name: 'PORT', value: String(entry.port), origin: follows('port') }];
  const before = (secrets: readonly SecretVariable[], variables: readonly EnvVariable[] = []): EnvVariable[] => [
    ...secrets.map((variable): EnvVariable => ({ kind: 'secret', ...variable })),
    ...variables,
  ];
  const lent = facts.lender?.database;
  const ofLender = lent && of(lent, lent.secretName, databaseClients[facts.lender.databaseClient].pods, 'pooled');
  const scope: ReferenceScope = { ...scopeOf(subject, database ?? lent, facts.lender), database: ofPods ?? ofLender };
  const found = lookUp(layered.config, scope, gatherer);
  const ofPod = resourceVariables(subject, subject.context.observability, {
    product: subject.context.manifest.name,
    version: facts.version,
    said: new Set(Object.keys(layered.origins.fields ?? {})),
  });
  const ofMigration = (own: Database): EnvVariable[] => {
    const all = migration.env === 'all';
    const ownerSecret = ownerSecretOf(own);
    const runtime = runtimeVariables(subject, { ...facts, resources: migration.resources, shownProfile: undefined }, all);
    const { config, secrets } = layVariables(runtime, authors(subject), place);
    // One connection is planned for a migration, whatever the pool of a pod is.
    const variables = of({ ...own, poolSize: 1 }, ownerSecret, forms.migrationJob, 'direct');
    const wanted = lookUp(all ? config : config.filter(isOfMigration(runtime)), { ...scope, database: variables }, gathererOf());
    return [
      ...wanted.config.map((variable): EnvVariable => ({ kind: 'literal', ...variable })),
      ...withReferring(
        all
          ? [...portVariable, ...before(secrets, variables), ...facts.ofNeeds]
          : before(
              secrets.filter(({ secret }) => secret.name === ownerSecret),
              variables,
            ),
        wanted.referring,
      ),
    ];
  };
  return {
    values: {
      config: found.config,
      env: withReferring([...portVariable, ...before(layered.secrets, ofPods), ...facts.ofNeeds, ...ofPod], found.referring),
      migrationEnv: database && migration.mode === 'job' ? ofMigration(database) : [],
    },
    origins: { variables: layered.origins },
    scope,
  };
}

function ownerSecretOf({ secretName, split }: Database): string {
  return split?.ownerSecretName ?? secretName;
}

/** The things that the variables of a service can refer to, but for those of its database. */
function scopeOf(
  { key, entry, hostname, context }: Subject,
  database: Database | undefined,
  lender: Service | undefined,
): Omit<ReferenceScope, 'database'> {
  const { manifest, overlay, environment, registry, inProduct, suggestKey, neighbourOf, externals, postgresServers, routing } = context;
  const [only, ...others] = postgresServers;
  return {
    product: manifest.name,
    environment,
    namespace: namespaceOf(overlay).name ?? manifest.name,
    routing,
    key,
    entryOf: (name) => (name === key ? entry : Object.hasOwn(registry, name) ? registry[name] : undefined),
    isInProduct: (name) => inProduct.has(name),
    suggestKey,
    neighbourOf,
    declared: entry.dependsOn ?? [],
    backing: serversFor(context, lender?.name ?? hostname),
    externals,
    called: lender?.externals ?? entry.externals ?? [],
    postgres: database?.server ?? (others.length === 0 ? only : undefined),
  };
}

/**
 * The plain variables under all layers.
 * @param listens whether the container has the ports of the service
 */
function runtimeVariables(
  subject: Subject,
  { database, migration, resources, shownProfile }: Facts,
  listens = true,
): Record<string, string> {
  const { entry, runtime, profile, context } = subject;
  const runsPrisma = database !== undefined && (runtime === 'node' || (runtime === 'nextjs' && migration.mode !== 'none'));
  return {
    ...profile.env,
    ...(listens && entry.routes !== undefined && entry.routes.length > 0 && profile.behindProxy),
    APP_ENV: context.environment,
    ...(listens && telemetryVariables(subject, context.observability, shownProfile)),
    ...profile.boundsOf(besideScratch(resources.limits, entry)),
    ...(listens && entry.port !== undefined && Object.fromEntries(profile.portVariables.map((name) => [name, String(entry.port)]))),
    // The Prisma CLI asks its maker's server for news, which stalls where egress is cut.
    ...(runsPrisma && { CHECKPOINT_DISABLE: '1' }),
  };
}

/** The limits of a container without the memory that its scratch space may fill. */
function besideScratch(limits: Resources['limits'], { scratch = [] }: ParsedService): Resources['limits'] {
  const inMemory = scratch.filter(({ medium }) => medium === 'memory');
  const left = inMemory.reduce((bytes, { size }) => bytes - (parseQuantity(size) ?? 0), parseQuantity(limits.memory) ?? 0);
  // With nothing left, which is a finding, the runtime is told of its limit.
  return inMemory.length === 0 || left <= 0 ? limits : { ...limits, memory: String(left) };
}

/** The mappings of variables, from the layer that loses to the one that wins. */
function authors({ layers, entry }: Subject): VariableLayer[][] {
  return [...layers]
    .reverse()
    .map((layer) => [
      ...(layer.layer === 'entry' ? mapping(layer, 'extraEnv', entry.extraEnv) : none),
      ...mapping(layer, 'env', layer.values.env),
      ...mapping(layer, 'secrets', layer.values.secrets),
    ]);
}

const none: readonly never[] = [];

/** Most layers have no variables. */
function mapping(
  { layer, place }: Layer<LayeredFields>,
  field: string,
  values: VariableLayer['values'] | undefined,
): readonly VariableLayer[] {
  return values === undefined ? none : [{ layer, place: placeUnder(place, field), values }];
}
