import type { PathSegment, Place } from '../diagnostics';
import { compareQuantities } from '../formats';
import type { KubernetesObject, Service } from '../model';
import { volumeName } from '../model/blueprint';
import { isMapping, listOf, type Mapping, mappingOf, textOf } from '../model/objects/mappings';
import { groupKind } from '../model/objects/pod';
import { placeOf, type ServiceField } from '../model/origin';
import type { Comparison } from './comparison';
import { identityOf, ownerOf, sameValue, shown, titleOf, valueAt } from './objects';
import { placeOfField, placeOfGone, serversLike, serviceOf } from './places';
import { planRule } from './rule';

/** The fields of a claim that decide what volume it gets, with the field of the input that each follows from. */
const claimFields = [
  { path: 'resources.requests.storage', service: 'size', server: 'storage', fallback: undefined },
  { path: 'storageClassName', service: 'class', server: 'storageClass', fallback: undefined },
  { path: 'accessModes', service: 'access', server: undefined, fallback: undefined },
  { path: 'volumeMode', service: undefined, server: undefined, fallback: 'Filesystem' },
] as const;

/** Reports changes of volumes that the API server refuses. A claim of its own may ask for more than before. */
export const upgradeVolume = planRule('upgrade-volume', (comparison, report) => {
  for (const { before, now } of comparison.pairs) {
    const object = titleOf(before);
    if (before.kind === 'PersistentVolumeClaim' && keepsData(before)) {
      for (const change of changedFields(valueAt(before, 'spec'), valueAt(now, 'spec'))) {
        const order = isSize(change) ? compareQuantities(change.from, change.to) : undefined;
        if (order === undefined || order > 0)
          report(
            { object, volume: before.metadata.name, what: order === undefined ? 'changed' : 'smaller', ...texts(change) },
            placeOfVolume(comparison, now, undefined, change),
          );
      }
    }
    if (before.kind !== 'StatefulSet') continue;
    const [was, is] = [templatesOf(before), templatesOf(now)];
    for (const volume of new Set([...was.keys(), ...is.keys()])) {
      const [from, to] = [was.get(volume), is.get(volume)];
      if (from === undefined || to === undefined) {
        const what = from === undefined ? 'added' : 'removed';
        report({ object, volume, what, field: '', from: '', to: '' }, placeOfVolume(comparison, now, volume));
        continue;
      }
      const changes = changedFields(from['spec'], to['spec']);
      for (const change of changes) {
        const shrinks = isSize(change) && (compareQuantities(change.from, change.to) ?? 0) > 0;
        report({ object, volume, what: shrinks ? 'smaller' : 'changed', ...texts(change) }, placeOfVolume(comparison, now, volume, change));
      }
      if (changes.length === 0 && !sameValue(from['metadata'], to['metadata']))
        report({ object, volume, what: 'changed', field: 'metadata', from: 'before', to: 'now' }, placeOfVolume(comparison, now, volume));
    }
  }
});

/** Reports volumes whose object goes, or gets another name: nothing brings their data along. */
export const upgradeVolumeLeft = planRule('upgrade-volume-left', (comparison, report) => {
  const known = new Set(comparison.pairs.map(({ now }) => identityOf(now)));
  const fresh = comparison.now.filter((object) => keepsData(object) && !known.has(identityOf(object)));
  for (const before of comparison.gone) {
    if (!keepsData(before)) continue;
    const volumes = claimsOf(before);
    const successors = fresh.filter((object) => object.kind === before.kind && isSuccessor(comparison, before, object));
    const starts = successors.find((object) => titleOf(object) === titleOf(before)) ?? successors[0];
    const [from, to] = [before, starts].map((object) => object && textOf(object.metadata['namespace']));
    const namespaces = from === undefined || to === undefined || from === to ? undefined : { from, to };
    report(
      { object: titleOf(before), volumes, starts: starts && titleOf(starts), ...(namespaces && { namespaces }) },
      namespaces === undefined
        ? placeOfGone(comparison, before, before.kind === 'StatefulSet' ? 'hostname' : 'volumes')
        : placeOf(comparison.platform, 'namespace'),
    );
  }
});

/** Whether an object has a volume whose data outlives it. A claim that asks for nothing is none that the API server has taken. */
export function keepsData(object: KubernetesObject): boolean {
  return groupKind(object) === 'v1/PersistentVolumeClaim'
    ? valueAt(object, 'spec.resources.requests.storage') !== undefined
    : object.kind === 'StatefulSet' && templatesOf(object).size > 0;
}

/** The claims with the data of an object; of a StatefulSet those of its first pod. */
export function claimsOf(object: KubernetesObject): string[] {
  return object.kind === 'StatefulSet'
    ? [...templatesOf(object).keys()].map((volume) => `PersistentVolumeClaim/${volume}-${object.metadata.name}-0`)
    : [titleOf(object)];
}

/** Whether a new object is for the same service, or the same kind of server, as one that goes. */
function isSuccessor(comparison: Comparison, gone: KubernetesObject, fresh: KubernetesObject): boolean {
  if (serviceOf(comparison, gone) !== undefined) return sameValue(ownerOf(gone), ownerOf(fresh));
  return serversLike(comparison, gone).length > 0 && ownerOf(gone).component === ownerOf(fresh).component;
}

/** The claims that a StatefulSet makes for each of its pods, by the name of the volume. */
function templatesOf(object: KubernetesObject): Map<string, Mapping> {
  const templates = listOf(valueAt(object, 'spec.volumeClaimTemplates')).map(mappingOf);
  return new Map(
    templates.flatMap((template) => {
      const name = textOf(valueAt(template, 'metadata.name'));
      return name === undefined || name === '' || !isMapping(template['spec']) ? [] : [[name, template] as const];
    }),
  );
}

/** A field of a claim that is another one than before. */
interface Change {
  readonly field: (typeof claimFields)[number];
  readonly from: unknown;
  readonly to: unknown;
}

function changedFields(before: unknown, now: unknown): Change[] {
  return claimFields.flatMap((field) => {
    const [from, to] = [valueAt(before, field.path) ?? field.fallback, valueAt(now, field.path) ?? field.fallback];
    const same = field.service === 'size' && typeof from === 'string' && typeof to === 'string' && compareQuantities(from, to) === 0;
    return same || sameValue(from, to) ? [] : [{ field, from, to }];
  });
}

function isSize(change: Change): change is Change & { readonly from: string; readonly to: string } {
  return change.field.service === 'size' && typeof change.from === 'string' && typeof change.to === 'string';
}

function texts({ field, from, to }: Change): { readonly field: string; readonly from: string; readonly to: string } {
  return { field: field.path, from: shown(from), to: shown(to) };
}

function placeOfVolume(comparison: Comparison, now: KubernetesObject, volume: string | undefined, change?: Change): Place {
  const service = serviceOf(comparison, now);
  const path = service && pathOfVolume(comparison, service, now, volume);
  const field = change?.field.service;
  const inService: readonly [ServiceField, ...PathSegment[]] =
    path === undefined ? ['volumes'] : field === undefined ? ['volumes', path] : ['volumes', path, field];
  return placeOfField(comparison, now, { service: inService, ...(change?.field.server !== undefined && { server: change.field.server }) });
}

/** The path at which a service sees a volume: by the volume's name in a StatefulSet, else by the name of the claim. */
function pathOfVolume({ blueprint }: Comparison, service: Service, now: KubernetesObject, volume: string | undefined): string | undefined {
  if (volume !== undefined) return service.volumes.find(({ path }) => volumeName(path) === volume)?.path;
  const pods = blueprint.workloads.flatMap((workload) => (workload.service === service.key ? [workload.pod] : []));
  const name = pods
    .flatMap(({ volumes }) => volumes)
    .find((candidate) => candidate.kind === 'claim' && candidate.claim === now.metadata.name)?.name;
  return name === undefined ? undefined : service.volumes.find(({ path }) => volumeName(path) === name)?.path;
}
