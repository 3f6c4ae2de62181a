import { groupBy } from '../../formats';
import type { KubernetesObject } from '../../model';
import { textOf } from '../../model/objects/mappings';
import type { Comparison } from '../comparison';
import { valueAt } from '../objects';
import { clientsOf, renamesIn } from '../renames';
import { consequence } from './consequence';

/** Databases that get another name, for which all that uses them has to be stopped. */
export const databaseRenamed = consequence('plan-database-renamed', 'interrupts', (comparison, report) => {
  for (const rename of renamesIn(comparison)) {
    if (rename.isDone) continue;
    const { service, from, to, job } = rename;
    const clients = clientsOf(comparison, rename);
    report(job, {
      service: service.key,
      from,
      to,
      delivery: comparison.platform.delivery,
      pooler: service.database?.server?.pooler?.host,
      stop: stopLines(clients),
      start: startLines(comparison, clients),
    });
  }
});

/** The lines that stop workloads: pods for good by their number, those of cron jobs by no more runs. */
function stopLines(clients: readonly KubernetesObject[]): string[] {
  return [
    ...inNamespaces(
      clients.filter(({ kind }) => kind !== 'CronJob' && kind !== 'DaemonSet'),
      (names) => `scale ${names} --replicas=0`,
    ),
    ...suspended(clients.filter((object) => isCronJob(object) && valueAt(object, 'spec.suspend') !== true)),
  ];
}

/** The lines that start again what an apply does not: what an autoscaler counts stays at 0, and a cron job stays suspended. */
function startLines({ gone }: Comparison, clients: readonly KubernetesObject[]): string[] {
  const stays = clients.filter((object) => !gone.includes(object));
  const counted = stays.filter(
    (object) => (object.kind === 'Deployment' || object.kind === 'StatefulSet') && valueAt(object, 'spec.replicas') === undefined,
  );
  return [
    ...inNamespaces(counted, (names) => `scale ${names} --replicas=1`),
    ...suspended(
      stays.filter((object) => isCronJob(object) && valueAt(object, 'spec.suspend') !== true),
      false,
    ),
  ];
}

function isCronJob({ kind }: KubernetesObject): boolean {
  return kind === 'CronJob';
}

function suspended(cronJobs: readonly KubernetesObject[], suspend = true): string[] {
  return inNamespaces(cronJobs, (names) => `patch ${names} -p '{"spec":{"suspend":${suspend}}}'`);
}

/** One command for the objects of each namespace. */
function inNamespaces(objects: readonly KubernetesObject[], command: (names: string) => string): string[] {
  const nameOf = ({ kind, metadata }: KubernetesObject): string => `${kind.toLowerCase()}/${metadata.name}`;
  return [...groupBy(objects, ({ metadata }) => textOf(metadata['namespace']) ?? '')].map(
    ([namespace, some]) => `kubectl -n ${namespace} ${command(some.map(nameOf).sort().join(' '))}`,
  );
}
