import { isProbePath } from '../../formats';
import { rule } from './rule';

const probes = ['live', 'ready', 'startup'] as const;

/** Reports health paths that the kubelet cannot ask for. A start path that follows from the one of `ready` is reported with that. */
export const healthPathInvalid = rule('health-path-invalid', ({ platform }, report) => {
  for (const { health, origins } of platform.services) {
    for (const probe of probes) {
      const path = health[probe];
      if (path === undefined || isProbePath(path) || (probe === 'startup' && path === health.ready)) continue;
      report({ probe: `health.${probe}`, path }, origins[`health.${probe}`].place);
    }
  }
});
