import type { k8s } from 'cdk8s-plus-28';
import type { Health } from '../../model/platform';
import type { Plain } from '../manifest';
import { shared } from '../shared-value';

type Probes = Pick<Plain<k8s.Container>, 'startupProbe' | 'readinessProbe' | 'livenessProbe'>;

/**
 * The probes of a service, on its port `http`. A start may take 150 s; a pod that is not ready for 30 s gets no
 * requests; one that is dead for 60 s starts again. Without a path of its own, liveness is a TCP connection: a health
 * path that asks the database would restart every pod when the database is slow.
 */
export const serviceProbes = shared(
  ({ live, ready, startup }: Health) => JSON.stringify([live, ready, startup]),
  ({ live, ready, startup }): Probes => ({
    startupProbe: { httpGet: { path: startup, port: 'http' }, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 30 },
    readinessProbe: { httpGet: { path: ready, port: 'http' }, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
    livenessProbe: {
      ...(live === undefined ? { tcpSocket: { port: 'http' } } : { httpGet: { path: live, port: 'http' } }),
      periodSeconds: 10,
      timeoutSeconds: 3,
      failureThreshold: 6,
    },
  }),
);
