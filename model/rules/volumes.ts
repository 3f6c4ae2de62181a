import { placeOf } from '../origin';
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

/** The rules about volumes. */
export const volumesRules: AreaRules<'volumes'> = [volumeShared];
