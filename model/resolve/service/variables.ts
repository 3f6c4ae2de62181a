import { parseQuantity } from '../../../formats';
import type { ParsedService } from '../../../registry/schema';
import { databaseClients, type DatabaseUrlForm } from '../../backing/postgres/database-clients';
import { databaseVariables } from '../../backing/postgres/database-variables';
import { type Origin, placeUnder } from '../../origin';
import type { Database, EnvVariable, Resources, Service } from '../../platform';
import type { Layer } from '../layers';
import { layVariables, type VariableLayer } from './layered-variables';
import type { LayeredFields, Part, Subject } from './subject';

/** The facts that variables follow from. */
interface Facts extends Pick<Service, 'database' | 'databaseClient' | 'migration' | 'resources'> {
  readonly ofNeeds: readonly EnvVariable[];
}

/** Resolves the environment variables: those of the layers, and those that follow from other fields. */
export function resolveVariables(subject: Subject, facts: Facts): Part<Pick<Service, 'config' | 'env' | 'migrationEnv'>> {
  const { entry, place } = subject;
  const { database, migration } = facts;
  const follows = (field: 'port' | 'database'): Origin => ({ layer: 'built-in', place: placeUnder(place, field) });
  const { config, secrets, origins } = layVariables(runtimeVariables(subject, facts), authors(subject), place);
  const forms = databaseClients[facts.databaseClient];
  const ofDatabase = (secretName: string, form: DatabaseUrlForm): EnvVariable[] =>
    database?.server === undefined ? [] : databaseVariables({ ...database, secretName }, database.server, form, follows('database'));
  const environment = (variables: readonly EnvVariable[]): EnvVariable[] => [
    ...(entry.port === undefined ? [] : [{ kind: 'literal', name: 'PORT', value: String(entry.port), origin: follows('port') } as const]),
    ...secrets.map((variable): EnvVariable => ({ kind: 'secret', ...variable })),
    ...variables,
    ...facts.ofNeeds,
  ];
  return {
    values: {
      config,
      env: environment(database === undefined ? [] : ofDatabase(database.secretName, forms.pods)),
      migrationEnv:
        database === undefined || migration.mode !== 'job' ? [] : environment(ofDatabase(ownerSecretOf(database), forms.migrationJob)),
    },
    origins: { variables: origins },
  };
}

function ownerSecretOf({ secretName, split }: Database): string {
  return split?.ownerSecretName ?? secretName;
}

/** The plain variables under all layers. */
function runtimeVariables(
  { entry, runtime, profile, context }: Subject,
  { database, migration, resources }: Facts,
): Record<string, string> {
  const runsPrisma = database !== undefined && (runtime === 'node' || (runtime === 'nextjs' && migration.mode !== 'none'));
  return {
    ...profile.env,
    APP_ENV: context.environment,
    ...profile.boundsOf(besideScratch(resources.limits, entry)),
    ...(entry.port !== undefined && Object.fromEntries(profile.portVariables.map((name) => [name, String(entry.port)]))),
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
      ...(layer.layer === 'entry' ? [mapping(layer, 'extraEnv', entry.extraEnv)] : []),
      mapping(layer, 'env', layer.values.env),
      mapping(layer, 'secrets', layer.values.secrets),
    ]);
}

function mapping({ layer, place }: Layer<LayeredFields>, field: string, values: VariableLayer['values']): VariableLayer {
  return { layer, place: placeUnder(place, field), values };
}
