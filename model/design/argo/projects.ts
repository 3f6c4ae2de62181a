import type { ArgoProject, GroupKind, ObjectName } from '../../blueprint';
import { isClusterScoped } from '../../objects/kinds';
import type { ArgoSettings, Platform } from '../../platform';
import { ownDestination, parentProject, withAnyNumber } from './applications';
import type { Carried } from './carried';

/** The kinds that controllers make of others, by the kind that they are made of. */
const madeOf: ReadonlyMap<string, readonly GroupKind[]> = new Map(
  Object.entries({
    'apps/Deployment': [{ group: 'apps', kind: 'ReplicaSet' }],
    'apps/StatefulSet': [{ group: 'apps', kind: 'ControllerRevision' }],
    'apps/DaemonSet': [{ group: 'apps', kind: 'ControllerRevision' }],
    'batch/CronJob': [{ group: 'batch', kind: 'Job' }],
  }),
);

/**
 * Numbers of previews, as projects know them: `*` alone would take in every namespace whose name begins as theirs do, such as that of production. Argo CD reads destinations as globs, and names of objects of the cluster as patterns
 * of file names; both know ranges.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
const digits = '[1-9]*';

/**
 * The projects of the Applications: the one of the product allows the kinds and the namespace that its tree has, and nothing else. The parent of the Applications has one of its own, since it
 * goes to another namespace.
 */
export function designProjects(platform: Platform, argo: ArgoSettings, carried: Carried): ArgoProject[] {
  const { product, environment, namespace, label } = platform;
  const name = `${product}-${environment}`;
  const written = carried.names.filter(({ by, file }) => by === 'manifests' && file !== undefined);
  const own: ArgoProject = {
    name,
    description: `${label} in ${environment}`,
    repoURL: argo.repoURL,
    destination: { ...argo.destination, namespace: withAnyNumber(platform, digits) },
    clusterKinds: unique(
      written.filter(isClusterScoped).map((object) => ({
        ...groupKindOf(object),
        name: object.kind === 'Namespace' && object.name === namespace ? withAnyNumber(platform, digits) : object.name,
      })),
    ),
    namespacedKinds: unique([
      ...written
        .filter((object) => !isClusterScoped(object))
        .flatMap((object) => [groupKindOf(object), ...(argo.showPods ? madeFrom(object) : [])]),
      // They hold Secrets, which the plugin decrypts.
      ...(carried.secretObjects.some(({ kind }) => kind === 'encrypted-file') ? [{ group: '', kind: 'Secret' }] : []),
      ...(argo.showPods ? [{ group: '', kind: 'Pod' }] : []),
    ]),
  };
  if (argo.applications === 'product' || argo.set) return [own];
  const parent: ArgoProject = {
    name: parentProject(platform),
    description: `The Applications of ${label} in ${environment}`,
    repoURL: argo.repoURL,
    destination: ownDestination(argo),
    clusterKinds: [],
    namespacedKinds: [{ group: 'argoproj.io', kind: 'Application' }],
  };
  return [own, parent];
}

function groupKindOf({ apiVersion, kind }: Pick<ObjectName, 'apiVersion' | 'kind'>): GroupKind {
  return { group: apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '', kind };
}

function madeFrom(object: Pick<ObjectName, 'apiVersion' | 'kind'>): readonly GroupKind[] {
  const { group, kind } = groupKindOf(object);
  return madeOf.get(`${group}/${kind}`) ?? [];
}

/** Each once, by group, kind and name in code-unit order. */
function unique<K extends GroupKind & { readonly name?: string }>(kinds: readonly K[]): K[] {
  const byKey = new Map(kinds.map((kind) => [`${kind.group}/${kind.kind}/${kind.name ?? ''}`, kind]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
}
