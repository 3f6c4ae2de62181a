import { serviceId } from '../blueprint';
import { originOf, placeOf } from '../origin';
import { formatBytes, scratchUses } from './facts/scratch';
import { type AreaRules, rule } from './rule';

/** Reports volumes of one node that several pods would have to mount at the same time. */
const volumeShared = rule('volume-shared', ({ platform }, report) => {
  for (const { key, kind, singleton, volumes } of platform.services) {
    if (kind === 'stateful' || (singleton && kind !== 'cron')) continue;
    for (const { path, access } of volumes) {
      if (access !== 'ReadWriteMany') report({ service: key, path, access, kind }, placeOf(platform, 'services', key, 'volumes', path));
    }
  }
});

/** Reports scratch space that together is more than the limit that it counts against: the pod would be evicted, or killed, before it is full. */
const scratchOverLimit = rule('scratch-over-limit', ({ platform, blueprint, serviceByKey }, report) => {
  for (const workload of blueprint.workloads) {
    const { id, service: key = '' } = workload;
    const service = serviceByKey.get(key);
    if (service === undefined || serviceId(service) !== id) continue;
    for (const { medium, rows, needed, limit, fits } of scratchUses(workload)) {
      // A limit that is none, or less than anything, is reported as that.
      if (rows.length === 0 || limit < leastBytes || fits) continue;
      const resource = medium === 'disk' ? 'ephemeral-storage' : 'memory';
      const origin = originOf(platform, 'services', key, 'resources', 'limits', resource);
      const declared = placeOf(platform, 'services', key, service.scratch.length > 0 ? 'scratch' : 'writablePaths');
      report(
        {
          service: key,
          medium,
          resource,
          rows,
          needed: formatBytes(needed),
          limit: formatBytes(limit),
        },
        declared,
        origin.layer === 'built-in' ? {} : { related: [{ label: 'the limit is set at', place: origin.place }] },
      );
    }
  }
});

/** A limit below this lacks its suffix. */
const leastBytes = 2 ** 20;

/** The rules about volumes. */
export const volumesRules: AreaRules<'volumes'> = [volumeShared, scratchOverLimit];
