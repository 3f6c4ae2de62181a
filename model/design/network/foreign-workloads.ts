import { groupBy } from '../../../formats';
import type { ForeignObject } from '../../blueprint';
import { listOf, mappingOf, textOf } from '../../objects/mappings';
import { containersOf, podIn } from '../../objects/pod';

/** A workload of the team's, and what policies see of it. */
export interface ForeignWorkload {
  /** The id of its object. */
  readonly id: string;
  /** The kind and the name, such as `Deployment/nats`. */
  readonly title: string;
  readonly object: ForeignObject;
  /** The labels of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly name: string | undefined; readonly port: number; readonly protocol: 'TCP' | 'UDP' }[];
}

/** Lists the objects of the team's that make pods in the namespace. */
export function foreignWorkloads(foreign: readonly ForeignObject[]): ForeignWorkload[] {
  return foreign.flatMap((object): ForeignWorkload[] => {
    const pod = podIn(object.object);
    if (pod === undefined || object.object.kind === 'PodTemplate') return [];
    let around: unknown = object.object;
    for (const field of pod.path.slice(0, -1)) around = mappingOf(around)[field];
    const { kind, metadata } = object.object;
    return [
      {
        id: object.id,
        title: `${kind}/${metadata.name}`,
        object,
        labels: labelsOf(mappingOf(mappingOf(around)['metadata'])['labels']),
        ports: containersOf(pod).flatMap(({ container }) =>
          listOf(container['ports']).flatMap((item) => {
            const { containerPort, name, protocol } = mappingOf(item);
            if (typeof containerPort !== 'number' || protocol === 'SCTP') return [];
            return [{ name: textOf(name), port: containerPort, protocol: protocol === 'UDP' ? 'UDP' : 'TCP' } as const];
          }),
        ),
      },
    ];
  });
}

/** A Kubernetes Service of the team's. */
export interface ForeignService {
  /** The workloads whose pods it leads to. */
  readonly workloads: readonly ForeignWorkload[];
  /** The port of the pods for a port of the Service; the port itself if the Service does not say. */
  readonly targetPort: (port: number, of: ForeignWorkload) => number;
}

/** The Kubernetes Services of the team's by name. */
export function foreignServices(
  foreign: readonly ForeignObject[],
  workloads: readonly ForeignWorkload[],
): ReadonlyMap<string, ForeignService> {
  const services = new Map<string, ForeignService>();
  const labelled = workloads.flatMap((workload) =>
    Object.entries(workload.labels).map(([name, value]) => ({ label: `${name}=${value}`, workload })),
  );
  const byLabel = groupBy(labelled, ({ label }) => label);
  for (const { object } of foreign) {
    if (object.kind !== 'Service' || object.apiVersion !== 'v1') continue;
    const spec = mappingOf(object['spec']);
    const selector = labelsOf(spec['selector']);
    const [first] = Object.entries(selector);
    if (first === undefined) continue;
    const targets = new Map(
      listOf(spec['ports']).map((item) => {
        const { port, targetPort } = mappingOf(item);
        return [port, targetPort ?? port] as const;
      }),
    );
    services.set(object.metadata.name, {
      workloads: (byLabel.get(`${first[0]}=${first[1]}`) ?? []).flatMap(({ workload }) =>
        hasLabels(workload.labels, selector) ? [workload] : [],
      ),
      targetPort: (port, { ports }) => {
        const target = targets.get(port) ?? port;
        return typeof target === 'number' ? target : (ports.find(({ name }) => name === target)?.port ?? port);
      },
    });
  }
  return services;
}

/** Whether labels have all those of a selector. */
export function hasLabels(labels: Readonly<Record<string, string>>, selector: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector).every(([name, value]) => Object.hasOwn(labels, name) && labels[name] === value);
}

function labelsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(mappingOf(value)).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])));
}
