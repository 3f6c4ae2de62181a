import type { ParsedService } from '../../../registry/schema';
import { flaggedKinds } from '../../backing';
import { type Origins, placeUnder, type ServiceField } from '../../origin';
import type { ConfigVariable, EnvVariable, Service, ServicePlacement } from '../../platform';
import type { Registry } from '../../read/parse';
import { compareText } from '../order';
import { cronPods } from './cron';
import { mergeOptions } from './merged-options';
import { overFiles } from './files';
import type { ResolvedService } from './subject';

/**
 * The service whose image and environment an entry has.
 * @param keys the registry keys of the product
 * @returns undefined if the entry has its own, and also if it names a service that has none to lend, which is a finding
 */
export function lenderOf({ kind, of }: ParsedService, registry: Registry, keys: ReadonlySet<string>): string | undefined {
  if (kind !== 'cron' || of === undefined || !keys.has(of)) return undefined;
  return registry[of]?.kind === 'cron' && registry[of].of !== undefined ? undefined : of;
}

/** The number of pods of other entries that log in to the database of each service, by registry key. */
export function borrowingPods(registry: Registry, keys: ReadonlySet<string>): ReadonlyMap<string, number> {
  const pods = new Map<string, number>();
  for (const key of keys) {
    const entry = registry[key];
    const lender = entry && lenderOf(entry, registry, keys);
    if (entry !== undefined && lender !== undefined) pods.set(lender, (pods.get(lender) ?? 0) + cronPods(entry));
  }
  return pods;
}

/**
 * Gives a cron job the image, the user, the environment and the database login of another service. What the cron job's own entry and overlay say is
 * laid over that.
 * @param own the cron job by itself, with the runtime and the user of the lender
 * @param entry the entry of the cron job
 */
export function borrow({ service: own, origins, findings }: ResolvedService, from: ResolvedService, entry: ParsedService): ResolvedService {
  const lender = from.service;
  const { database, databaseClient, image, imagePullPolicy, externals, migration, needs, runtime, user } = lender;
  // Its variables may refer to what the lender does not need.
  const ownNeeds = own.needs.filter((kind) => !needs.includes(kind));
  const taken = new Set(Object.entries(entry.env ?? {}).flatMap(([name, value]) => (value === false ? [name] : [])));
  for (const [name, value] of Object.entries(entry.secrets ?? {})) if (value === false) taken.add(name);
  const ownConfig = new Map(own.config.map((variable) => [variable.name, variable]));
  const ownEnv = own.env.filter(isOwn);
  const replaced = new Set([...taken, ...own.config.filter(isOwn), ...ownEnv].map((of) => (typeof of === 'string' ? of : of.name)));
  const lent = lender.config
    .filter(({ name }) => !replaced.has(name))
    // What follows from the limits of a container follows from its own.
    .map((variable) => withOwnLimits(variable, ownConfig.get(variable.name)));
  const mounted = new Set([...own.scratch, ...own.volumes].map(({ path }) => path));
  const lentEnv = lender.env.filter(({ name }) => !replaced.has(name));
  const service = {
    ...own,
    runtime,
    image,
    imagePullPolicy,
    user,
    writablePaths: entry.writablePaths ?? lender.writablePaths.filter((path) => !mounted.has(path)),
    files: overFiles(own.files, lender.files, origins.fields?.['files']),
    secretFiles: overFiles(own.secretFiles, lender.secretFiles, origins.fields?.['secretFiles']),
    placement: lentPlacement(own, lender),
    database: undefined,
    databaseClient,
    needs: [...needs, ...ownNeeds].sort(compareText),
    // It logs in as the lender, whose topics are its own.
    publishes: [],
    consumes: [],
    brokerSecret: undefined,
    externals,
    config: [...lent, ...own.config.filter(isOwn)].sort((a, b) => compareText(a.name, b.name)),
    env: [...ownEnv, ...lentEnv],
    of: {
      service: lender.key,
      database,
      migration,
      egressKnown: lender.egress !== undefined,
      variables: [...lent, ...lentEnv].map(({ name }) => name),
    },
  };
  const ownFlags = flaggedKinds.flatMap(({ kind, flag }) =>
    ownNeeds.includes(kind) ? [[flag, origins.fields?.[flag] ?? {}] as const] : [],
  );
  const fields = { ...origins.fields, ...lentOrigins(from), ...Object.fromEntries(ownFlags) };
  return { service, origins: { ...origins, fields }, findings };
}

/** The image runs on the architecture of the lender, and what it does is the lender's in the eyes of a cloud. */
function lentPlacement({ placement: own }: Service, { placement }: Service): ServicePlacement {
  const { name, annotations } = own.serviceAccount;
  const hasAccount = name !== undefined || Object.keys(annotations).length > 0;
  return {
    ...own,
    // A cloud may know the pods of an account by a label.
    podLabels: hasAccount ? own.podLabels : { ...placement.podLabels, ...own.podLabels },
    architecture: own.architecture ?? placement.architecture,
    serviceAccount: hasAccount ? own.serviceAccount : placement.serviceAccount,
  };
}

/** @param own what follows from the cron job's own limits under the same name */
function withOwnLimits(variable: ConfigVariable, own: ConfigVariable | undefined): ConfigVariable {
  if (own === undefined) return variable;
  const { name, origin, written } = variable;
  if (own.origin.layer !== 'built-in') return variable.origin.layer === own.origin.layer ? own : variable;
  if (origin.layer === 'built-in') return own;
  // Options that were merged with those for the limits of the lender. One with references is left as it is.
  const value = written === undefined || written.includes('${') ? undefined : mergeOptions(name, own.value, written);
  return value === undefined ? variable : { ...variable, value };
}

/** Whether the entry or the overlay of the cron job itself sets a variable. */
function isOwn({ origin: { layer, place } }: ConfigVariable | EnvVariable): boolean {
  return layer === 'entry' || (layer === 'overlay' && place.path[0] === 'services');
}

const lentFields: readonly ServiceField[] = [
  'image',
  'runtime',
  'user',
  'database',
  'databaseAccess',
  'databaseClient',
  'externals',
  ...flaggedKinds.map(({ flag }) => flag),
];

/** The origins of the fields that the lender decides. Those of its entry are not recorded by themselves. */
function lentOrigins({ service: { place }, origins }: ResolvedService): Record<string, Origins> {
  const ofEntry = (field: string): Origins => ({ origin: { layer: 'entry', place: placeUnder(place, field) } });
  return Object.fromEntries(lentFields.map((field) => [field, origins.fields?.[field] ?? ofEntry(field)]));
}
