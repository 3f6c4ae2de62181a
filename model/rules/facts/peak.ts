import { canonicalQuantity, parseQuantity } from '../../../formats';
import { kindOf } from '../../backing';
import type { Platform, Resources } from '../../platform';

/** Pods that are alike, as many as there may be at once: in the middle of a rollout, with every autoscaler at its most, while the init Jobs run. */
export interface PeakPods {
  /** A service's registry key, what people call a backing service, or which Jobs they are. */
  readonly name: string;
  readonly kind: 'service' | 'other';
  readonly count: number;
  /** What one pod asks for and may use at once. */
  readonly of: PodAmounts;
}

/** What a pod has, in thousandths of a core and in bytes. An illegal amount counts as nothing, and so does no limit: other rules report them. */
export type PodAmounts = Readonly<Record<PodAmount, number>>;

/** What a quota can bound beside the number of pods. */
export type PodAmount = 'requests.cpu' | 'requests.memory' | 'limits.cpu' | 'limits.memory';

/**
 * Lists the pods that there may be at once.
 * @returns services by key, then init Jobs, migration Jobs by service, backing services and development tools
 */
export function podsAtPeak({ delivery, services, backing, tools }: Platform): PeakPods[] {
  const withServer = services.flatMap(({ key, resources, migration, database }) =>
    database?.server === undefined ? [] : [{ key, resources, migration, server: database.server, client: database.server.clientResources }],
  );
  const initJobs = new Map<Resources, number>();
  for (const { client, server } of withServer)
    if (server.provisioning.by === 'init-job') initJobs.set(client, (initJobs.get(client) ?? 0) + 1);
  return [
    ...services.map(({ key, maxPods, resources, database }): PeakPods => {
      // In kubectl delivery, and where an operator makes databases, a pod starts with a container that waits for its own.
      const client =
        delivery === 'kubectl' || database?.server?.provisioning.by === 'operator' ? database?.server?.clientResources : undefined;
      return {
        name: key,
        kind: 'service',
        count: Number.isFinite(maxPods) ? Math.max(maxPods, 0) : 0,
        of: podAmounts([resources], client === undefined ? [] : [client]),
      };
    }),
    ...[...initJobs].map(([client, count]): PeakPods => ({ name: 'init Jobs', kind: 'other', count, of: podAmounts([client], [client]) })),
    ...withServer
      .filter(({ migration }) => migration.mode === 'job')
      .map(({ key, resources, server, client }): PeakPods => {
        // With kubectl psql records afterwards that the image's own container has migrated; with Argo CD that one is alone.
        const of =
          delivery === 'argocd'
            ? podAmounts([resources], server.provisioning.by === 'operator' ? [client] : [])
            : podAmounts([client], [client, resources]);
        return { name: `migration Job of ${key}`, kind: 'other', count: 1, of };
      }),
    ...backing.flatMap((server): PeakPods[] =>
      server.inCluster === undefined
        ? []
        : [{ name: kindOf(server).label, kind: 'other', count: 1, of: podAmounts([server.inCluster.resources], []) }],
    ),
    ...tools.map(({ name, resources }): PeakPods => ({ name, kind: 'other', count: 1, of: podAmounts([resources], []) })),
  ];
}

/**
 * What a pod counts for: of each amount the larger one of its containers' sum and its largest init container, since those run before them, one by one.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
function podAmounts(containers: readonly Resources[], initContainers: readonly Resources[]): PodAmounts {
  const amount = (field: PodAmount): number => {
    const of = (resources: Resources): number => countedAmount(field, quantityOf(resources, field)) ?? 0;
    return Math.max(
      containers.reduce((sum, resources) => sum + of(resources), 0),
      ...initContainers.map(of),
    );
  };
  return {
    'requests.cpu': amount('requests.cpu'),
    'requests.memory': amount('requests.memory'),
    'limits.cpu': amount('limits.cpu'),
    'limits.memory': amount('limits.memory'),
  };
}

function quantityOf({ limits, requests }: Resources, field: PodAmount): string | undefined {
  switch (field) {
    case 'requests.cpu':
      return requests.cpu;
    case 'requests.memory':
      return requests.memory;
    case 'limits.cpu':
      return limits.cpu;
    case 'limits.memory':
      return limits.memory;
  }
}

/**
 * Reads a quantity as a whole number of thousandths of a core, or of bytes, so that sums are exact.
 * @returns `undefined` when it is no quantity, or below zero
 */
export function countedAmount(field: PodAmount, quantity: string | undefined): number | undefined {
  const value = quantity === undefined ? undefined : parseQuantity(quantity);
  if (value === undefined || value < 0) return undefined;
  // A part of a thousandth counts as a whole one; what is less than a millionth of it is the error of the multiplication.
  return field.endsWith('cpu') ? Math.ceil(value * 1000 - 1e-6) : Math.ceil(value);
}

/** Writes a sum as a quantity that people can read. */
export function formatAmount(field: PodAmount, amount: number): string {
  const text = field.endsWith('cpu') ? `${amount}m` : amount % 2 ** 20 === 0 ? `${amount / 2 ** 20}Mi` : String(amount);
  return canonicalQuantity(text) ?? text;
}
