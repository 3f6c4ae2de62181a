import { PatchError } from './json-patch';

type Mapping = Readonly<Record<string, unknown>>;

/** The fields by which the items of Kubernetes' lists are told apart. Other lists are replaced as a whole. */
const mergeKeys: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    containers: ['name'],
    initContainers: ['name'],
    env: ['name'],
    volumes: ['name'],
    imagePullSecrets: ['name'],
    volumeMounts: ['mountPath'],
    ports: ['containerPort', 'port'],
    hostAliases: ['ip'],
  }),
);

/**
 * Merges a patch into a copy of a Kubernetes object: mappings field by field, the lists of containers, variables, volumes, mounts and ports item by item,
 * all else by replacing it. `null` removes a field, and `$patch: delete` an item of a list.
 * @throws PatchError for an item without the field that tells it from others, and for another directive
 * @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
export function strategicMerge(value: object, patch: object): object {
  return mergeMapping(structuredClone(value) as Mapping, patch as Mapping);
}

function mergeMapping(value: Mapping, patch: Mapping): Mapping {
  const merged = new Map(Object.entries(value));
  for (const [field, given] of Object.entries(patch)) {
    refuseDirective(field);
    if (given === null) merged.delete(field);
    else merged.set(field, mergeField(field, merged.get(field), given));
  }
  return Object.fromEntries(merged);
}

function mergeField(field: string, before: unknown, given: unknown): unknown {
  if (isMapping(given)) return mergeMapping(isMapping(before) ? before : {}, given);
  const keys = mergeKeys.get(field);
  return keys !== undefined && Array.isArray(given)
    ? mergeList(field, keys, Array.isArray(before) ? before : [], given)
    : withoutDirectives(given);
}

/** Keys of a patch that are no fields: the API server follows them, and no object has them. */
const directive = /^\$(?:patch$|retainKeys$|setElementOrder\/|deleteFromPrimitiveList\/)/;

function refuseDirective(field: string): void {
  if (directive.test(field)) throw new PatchError(`\`${field}\` is a directive that is not followed here`);
}

/** Copies a value that replaces another one. */
function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDirectives);
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => {
      refuseDirective(field);
      return [field, withoutDirectives(inner)];
    }),
  );
}

function mergeList(field: string, keys: readonly string[], before: readonly unknown[], given: readonly unknown[]): unknown[] {
  const items = [...before];
  for (const item of given) {
    const key = isMapping(item) ? keys.find((name) => item[name] !== undefined) : undefined;
    if (key === undefined || !isMapping(item)) throw new PatchError(`an item of \`${field}\` has no \`${keys[0] ?? ''}\``);
    const index = items.findIndex((other) => isMapping(other) && other[key] === item[key]);
    const { $patch: order, ...rest } = item;
    if (order !== undefined && order !== 'delete') throw new PatchError(`an item of \`${field}\` has a \`$patch\` other than \`delete\``);
    if (order === 'delete') {
      if (index < 0) throw new PatchError(`there is no item of \`${field}\` to delete`);
      items.splice(index, 1);
    } else if (index < 0) items.push(mergeMapping({}, rest));
    else items[index] = mergeMapping(items[index] as Mapping, rest);
  }
  return items;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
