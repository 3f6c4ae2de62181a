import { type Blueprint, namePolicyVersions, type ObjectName } from '../../blueprint';

/** Kinds whose names are not those of hosts: a Secret may have the name of a service. */
const otherKinds: ReadonlySet<string> = new Set([
  'ConfigMap',
  'Secret',
  'ExternalSecret',
  'PushSecret',
  'SealedSecret',
  'Password',
  'Ingress',
  'PersistentVolumeClaim',
]);

/**
 * Lists the names that a service or a backing service in the cluster cannot have, each with the reason why. The names of services and of backing
 * services themselves are not among them.
 */
export function takenNames({ names }: Pick<Blueprint, 'names'>): Map<string, string> {
  const taken = new Map([
    ['localhost', 'in every container it means the container itself'],
    ['routes', 'the file with the route table has that name'],
  ]);
  for (const object of names) {
    const reason = object.foreign || otherKinds.has(object.kind) ? undefined : reasonOf(object);
    if (reason !== undefined) taken.set(object.name, reason);
  }
  return taken;
}

function reasonOf({ kind, name, by, owner, file, workload }: ObjectName): string | undefined {
  switch (by) {
    case 'cluster':
      return 'its ServiceAccount would take over the one that every pod of the namespace has';
    case 'provider':
      return undefined;
    case 'operator':
      return kind === 'ServiceAccount'
        ? 'the ServiceAccount of the `Cluster` has that name'
        : `a ${nameOfKind(kind)} of the \`Cluster\` has that name`;
    case 'manifests':
      if (kind === 'NetworkPolicy' || Object.hasOwn(namePolicyVersions, kind))
        return workload === undefined ? 'a network policy of other pods has that name' : undefined;
      if (kind === 'Job') return `${owner} is named after that`;
      if (workload?.startsWith('tool/') === true) return 'the development tool of that name has it in this environment';
      // Of all objects of a server or a stateful service one alone is not called like its file.
      return /^(?:server|stateful)\//.test(workload ?? '') && name !== file
        ? `the headless Kubernetes Service of ${owner} has that name`
        : undefined;
  }
}

function nameOfKind(kind: string): string {
  return kind === 'Service' ? 'Kubernetes Service' : kind;
}
