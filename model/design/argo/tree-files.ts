import type { ForeignObject } from '../../blueprint';
import { objectReferences } from '../../objects/references';
import type { Carried } from './carried';

/** The files of a tree, without their ending, by who needs them. */
export interface TreeFiles {
  /** Those of one service each. */
  readonly services: readonly { readonly key: string; readonly file: string; readonly depth: number }[];
  /** What all services may need: the namespace, scripts, Secrets, servers, and what closes the namespace to what nobody declared. */
  readonly shared: readonly string[];
  /** What needs something of a service's file itself: whoever waits for it to be healthy must not come before the service. */
  readonly others: readonly string[];
  /** The depth of the deepest service that those need. */
  readonly depthOfOthers: number;
  /** The file of the routes of several services; none if there is none. */
  readonly routes: readonly string[];
  /** Whether that file leads to services, and has not just what their own routes have in common. */
  readonly routesLead: boolean;
}

/** The file of the routes of several services, and of what the routes of each have in common. */
const routesFile = 'routes';

/** Sorts the files of a tree. A file of a service has all that is the service's own. */
export function treeFiles(carried: Carried, namespace: string): TreeFiles {
  const { workloads, exposures, names, depths } = carried;
  const serviceOf = new Map(workloads.flatMap(({ service, file }) => (service === undefined ? [] : [[file, service] as const])));
  const all = [...new Set(names.flatMap(({ by, file }) => (by === 'manifests' && file !== undefined ? [file] : [])))].sort();
  const common = all.filter((file) => !serviceOf.has(file) && file !== routesFile);
  const needed = neededServices(carried, serviceOf, namespace);
  const depthOf = (file: string): number => Math.max(0, ...[...(needed.get(file) ?? [])].map((key) => depths.get(key) ?? 0));
  const others = common.filter((file) => needed.has(file));
  return {
    services: all.flatMap((file) => {
      const key = serviceOf.get(file);
      return key === undefined ? [] : [{ key, file, depth: depths.get(key) ?? 0 }];
    }),
    shared: common.filter((file) => !needed.has(file)),
    others,
    depthOfOthers: Math.max(0, ...others.map(depthOf)),
    routes: all.filter((file) => file === routesFile && !serviceOf.has(file)),
    routesLead: exposures.some(({ id }) => id === 'routes'),
  };
}

/** The services of whose files something is read or named in a file of nobody's, by that file. */
function neededServices(
  { workloads, foreign, references, secretObjects, names }: Carried,
  serviceOf: ReadonlyMap<string, string>,
  namespace: string,
): Map<string, Set<string>> {
  const owners = new Map<string, string>();
  const own = (kind: string, name: string, file: string | undefined): void => {
    const service = file === undefined ? undefined : serviceOf.get(file);
    if (service !== undefined) owners.set(`${kind}/${name}`, service);
  };
  for (const { kind, name, file } of names) own(kind, name, file);
  for (const { name, file } of secretObjects) own('Secret', name, file);

  const needed = new Map<string, Set<string>>();
  const need = (file: string | undefined, object: string): void => {
    const owner = owners.get(object);
    if (file === undefined || owner === undefined || serviceOf.has(file)) return;
    needed.set(file, (needed.get(file) ?? new Set()).add(owner));
  };
  const fileOf = new Map([...workloads, ...foreign].map(({ id, file }) => [id, file]));
  for (const { kind, name, uses } of references)
    for (const reader of uses.flatMap(({ readers }) => readers)) need(fileOf.get(reader), `${kind}/${name}`);
  for (const { object, file } of foreign) for (const name of namedIn(object, namespace)) need(file, name);
  return needed;
}

function namedIn(object: ForeignObject['object'], namespace: string): string[] {
  return objectReferences(object, namespace).map(({ kind, name }) => `${kind}/${name}`);
}
