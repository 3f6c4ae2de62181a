import type { Place } from '../diagnostics';
import type { KubernetesObject, Service } from '../model';
import { isRenamed } from '../model/rules/facts/databases';
import { placeOf } from '../model/origin';
import { type Comparison, compareObjects, type PlanInput, runningKinds } from './comparison';
import { isOnServer } from './moved-databases';
import { ownerOf } from './objects';
import { planRule } from './rule';
import { databasesIn } from './stored-databases';

/** A database that its init Job gives another name. */
export interface Rename {
  readonly service: Service;
  readonly from: string;
  readonly to: string;
  /** The init Job of now. */
  readonly job: KubernetesObject;
  /** Whether the manifests of before have the new name, or still that of before. */
  readonly isDone: boolean;
}

/** Finds the databases that are renamed, and those that were. Of one that was not there before nothing is known, and nothing has to be done. */
export function renamesIn(comparison: Comparison): Rename[] {
  const { platform, isUnchanged } = comparison;
  const renamed = platform.services.filter(({ database }) => database !== undefined && database.guest === undefined && isRenamed(database));
  if (renamed.length === 0) return [];
  const [stored, now] = [databasesIn(comparison.before), databasesIn(comparison.now)];
  return renamed.flatMap((service): Rename[] => {
    const { key, database } = service;
    const job = now.get(key)?.find(({ made }) => made)?.object;
    if (database?.renamed === undefined || job === undefined) return [];
    const { from } = database.renamed;
    const names = new Set((stored.get(key) ?? []).filter((old) => isOnServer(comparison, old, service)).map(({ name }) => name));
    const rename = { service, from, to: database.name, job };
    const isNew = isUnchanged?.(job) === true || names.has(database.name);
    // In a cluster the Job of before stays for a day beside the new one: whether that is complete, its objects do not tell.
    return isNew === names.has(from) ? [] : [{ ...rename, isDone: isNew }];
  });
}

/** Finds the spots of the input that name a database which still has its name of before. */
export function pendingRenames(input: PlanInput): Place[] {
  return renamesIn(compareObjects(input))
    .filter(({ isDone }) => !isDone)
    .map(({ service }) => placeOfRename(input, service));
}

function placeOfRename({ platform }: Pick<PlanInput, 'platform'>, { key }: Service): Place {
  return placeOf(platform, 'services', key, 'databaseRenamedFrom');
}

/** Reports names of before that nothing has any more. Another environment may still have them: then the finding is left out there, too. */
export const upgradeRenameOver = planRule('upgrade-rename-over', (comparison, report) => {
  for (const { service, from, to, isDone } of renamesIn(comparison)) {
    if (!isDone) continue;
    const args = { object: `Job/${service.name}-db-init`, service: service.key, from, to };
    report(args, placeOfRename(comparison, service));
  }
});

/** The workloads that run already and log in to the database of a service: its own, its cron jobs, its guests, and the tool that shows it. */
export function clientsOf(comparison: Comparison, { service }: Rename): KubernetesObject[] {
  const { platform, blueprint, pairs, gone, now, isUnchanged } = comparison;
  const users = new Set([service.key, ...platform.services.filter((other) => isClient(other, service.key)).map(({ key }) => key)]);
  const shows = new Set(platform.tools.flatMap((tool) => ('service' in tool && tool.service === service.key ? [tool.name] : [])));
  const tools = new Set(
    blueprint.workloads.filter(({ kind, title }) => kind === 'tool' && shows.has(title as never)).map(({ name }) => name),
  );
  const there = [...pairs.map((pair) => pair.now), ...now.filter((object) => isUnchanged?.(object) === true), ...gone];
  return there.filter(
    (object) => runningKinds.includes(object.kind) && (users.has(ownerOf(object).name ?? '') || tools.has(object.metadata.name)),
  );
}

function isClient({ of, database }: Service, key: string): boolean {
  return of?.service === key || database?.guest?.of === key;
}
