import { canonicalQuantity, countedQuantity } from '../../../formats';
import type { Blueprint, Container, Pod, Workload, WorkloadKind } from '../../blueprint';
import type { Resources } from '../../platform';

/** Pods that are alike, as many as there may be at once: in the middle of a rollout, with every autoscaler at its most, while the init Jobs run. */
export interface PeakPods {
  /** A service's registry key, what people call a backing service, or which Jobs they are. */
  readonly name: string;
  readonly kind: 'service' | 'other';
  readonly count: number;
  /** The amounts that one pod asks for and may use at once. */
  readonly of: PodAmounts;
  /** Whole numbers of devices that one pod has, by name. */
  readonly devices: Readonly<Record<string, number>>;
}

/** The amounts of a pod, in thousandths of a core and in bytes. An illegal amount counts as nothing, and so does no limit: other rules report them. */
export type PodAmounts = Readonly<Record<PodAmount, number>>;

/** The amounts that a quota can bound beside the number of pods. */
export type PodAmount = 'requests.cpu' | 'requests.memory' | 'limits.cpu' | 'limits.memory';

/**
 * Lists the pods that there may be at once.
 * @returns services by key, then init Jobs, migration Jobs by service, backing services and development tools
 */
export function podsAtPeak({ workloads }: Blueprint): PeakPods[] {
  const rows = kindsInOrder.map((): PeakPods[] => []);
  const initJobs = new Map<string, PeakPods>();
  for (const workload of workloads) {
    const { kind, lifetime, pod, pods } = workload;
    // It runs when its preview goes, when neither init Jobs run nor pods are replaced.
    if (lifetime.kind === 'run-once' && lifetime.onDeletion === true) continue;
    const of = podAmounts(pod);
    const row: PeakPods = {
      name: nameOf(workload),
      kind: ofServices.has(kind) ? 'service' : 'other',
      count: Number.isFinite(pods.most) ? Math.max(pods.most, 0) : 0,
      of,
      devices: devicesOf(pod),
    };
    if (kind !== 'init') rows[kindsInOrder.indexOf(kind)]?.push(row);
    else {
      // They are alike, but for their servers.
      const id = JSON.stringify(of);
      initJobs.set(id, { ...row, count: (initJobs.get(id)?.count ?? 0) + 1 });
    }
  }
  rows[kindsInOrder.indexOf('init')]?.push(...initJobs.values());
  return rows.flat();
}

/** The kinds of which a row has the name of a service. */
const ofServices: ReadonlySet<WorkloadKind> = new Set(['service', 'worker', 'cron', 'stateful']);
const kindsInOrder: readonly WorkloadKind[] = ['service', 'worker', 'cron', 'stateful', 'init', 'migration', 'hook', 'server', 'tool'];

function nameOf({ kind, service = '', title }: Workload): string {
  switch (kind) {
    case 'service':
    case 'worker':
    case 'cron':
    case 'stateful':
      return service;
    case 'init':
      return 'init Jobs';
    case 'migration':
      return `migration Job of ${service}`;
    case 'hook':
      return `hook ${title} of ${service}`;
    case 'server':
    case 'tool':
      return title;
  }
}

const none: Readonly<Record<string, number>> = {};

/** The devices of a pod, which init containers have none of. */
function devicesOf({ containers }: Workload['pod']): Readonly<Record<string, number>> {
  if (containers.every(({ extendedResources }) => extendedResources === undefined)) return none;
  const sums = new Map<string, number>();
  for (const { extendedResources = none } of containers)
    for (const [name, amount] of Object.entries(extendedResources)) sums.set(name, (sums.get(name) ?? 0) + amount);
  return Object.fromEntries(sums);
}

/**
 * Sums up a pod: of each amount the larger one of the sum of its containers and sidecars, and of each init container with the sidecars that were
 * started before it, since init containers run one by one before the containers.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
function podAmounts({ containers, initContainers }: Pod): PodAmounts {
  const amount = (field: PodAmount): number => {
    const of = ({ resources }: Container): number => countedAmount(field, quantityOf(resources, field)) ?? 0;
    let sidecars = 0;
    let most = 0;
    for (const container of initContainers) {
      if (container.sidecar === true) sidecars += of(container);
      else most = Math.max(most, sidecars + of(container));
    }
    return Math.max(
      most,
      containers.reduce((sum, container) => sum + of(container), sidecars),
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
  return quantity === undefined ? undefined : countedQuantity(field.endsWith('cpu') ? 'cpu' : 'memory', quantity);
}

/** Writes a sum as a quantity that people can read. */
export function formatAmount(field: PodAmount, amount: number): string {
  const text = field.endsWith('cpu') ? `${amount}m` : amount % 2 ** 20 === 0 ? `${amount / 2 ** 20}Mi` : String(amount);
  return canonicalQuantity(text) ?? text;
}
