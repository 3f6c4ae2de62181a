import { isMapping, type Mapping, mappingOf } from '../../model/objects/mappings';
import { pathOfField, sameAmount } from '../field-changes';
import { sameValue } from '../objects';

/**
 * What the API server fills in below lists and mappings that have one owner as a whole, so that no record says which field was given. By the name of the field.
 */
const defaults: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ['apiVersion', ['v1']],
  ['kind', ['PersistentVolumeClaim', 'Service', 'Gateway']],
  ['group', ['', 'gateway.networking.k8s.io']],
  ['protocol', ['TCP']],
  ['volumeMode', ['Filesystem']],
  ['status', [{ phase: 'Pending' }]],
  ['weight', [1]],
  ['ensure', ['present']],
]);

/**
 * The part of a value that has one owner as a whole: without what the API server has filled in, where that can be told.
 * @param now the value of the manifest
 * @param applied what was applied before, if that is known
 */
export function atomicPart(path: string, live: unknown, now: unknown, applied: unknown): unknown {
  if (sameAmount(path, live, now)) return now;
  if (Array.isArray(live) && Array.isArray(now))
    return live.map((item, index) =>
      index < now.length
        ? atomicPart(`${path}[${index}]`, item, now[index], Array.isArray(applied) ? applied[index] : undefined)
        : (item as unknown),
    );
  if (!isMapping(live) || !isMapping(now)) return live;
  const part: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(live))
    if (Object.hasOwn(now, field)) part[field] = atomicPart(pathOfField(path, field), value, now[field], mappingOf(applied)[field]);
    else if (!isFilledIn(field, value, applied)) part[field] = value;
  return filledIn(part, now);
}

function isFilledIn(field: string, value: unknown, applied: unknown): boolean {
  if (isMapping(applied)) return !Object.hasOwn(applied, field);
  return defaults.get(field)?.some((one) => sameValue(one, value)) === true;
}

/** Adds what the API server does not keep: texts, lists and mappings without content, which mean the same as nothing. */
export function filledIn(part: Mapping, now: Mapping): Mapping {
  const empty = Object.entries(now).filter(([field, value]) => !Object.hasOwn(part, field) && isEmpty(value));
  return empty.length === 0 ? part : { ...part, ...Object.fromEntries(empty) };
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === null || (Array.isArray(value) && value.length === 0);
}
