import { type ForeignObject, stageWaves, type Workload } from '../blueprint';
import { hooksIn, type Platform } from '../platform';

/**
 * The registry keys of the services whose database and schema are wanted before the pods: a hook that comes before the pods has a wave of its own, in which it would wait for
 * Jobs of a later one. The host of a guest is among them, since the login of the guest waits for its database.
 */
export function servicesBeforeHooks(platform: Platform): ReadonlySet<string> {
  return new Set(
    platform.services
      .filter((service) => hooksIn(platform, service).some(({ name }) => name !== 'after'))
      .flatMap(({ key, database }) => (database?.guest === undefined ? [key] : [key, database.guest.of])),
  );
}

/** Whether anything is in a later wave than the pods. */
export function hasLaterWaves(workloads: readonly Workload[], foreign: readonly ForeignObject[]): boolean {
  return workloads.some(({ stage }) => stage === 'hookAfter') || foreign.some(({ object }) => ownWave(object) > stageWaves.workload);
}

/** The sync wave that an object of the team says itself; that of the pods unless it does. */
function ownWave({ metadata: { annotations } }: ForeignObject['object']): number {
  const wave = Number((annotations as Readonly<Record<string, unknown>> | undefined)?.['argocd.argoproj.io/sync-wave']);
  return Number.isNaN(wave) ? stageWaves.workload : wave;
}
