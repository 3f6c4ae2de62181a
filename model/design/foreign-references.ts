import type { ForeignObject, Reference } from '../blueprint';
import { placeUnder } from '../origin';
import { podIn } from '../objects/pod';
import { type PodRead, readsOf } from '../objects/pod-reads';

/** A Secret or ConfigMap with all that objects of the team read of it. */
export interface ForeignReads {
  readonly kind: Reference['kind'];
  readonly name: string;
  readonly reads: readonly (PodRead & { readonly by: ForeignObject })[];
}

/** Lists what the pods of the team's objects read, by kind and name; reads that a pod can do without are left out where nothing else names the key. */
export function foreignReads(foreign: readonly ForeignObject[]): ForeignReads[] {
  const groups = new Map<string, { kind: Reference['kind']; name: string; reads: (PodRead & { by: ForeignObject })[] }>();
  for (const by of foreign) {
    const pod = podIn(by.object);
    for (const read of pod === undefined ? [] : readsOf(pod)) {
      const { kind, name } = read;
      const group = groups.get(`${kind}/${name}`) ?? { kind, name, reads: [] };
      groups.set(`${kind}/${name}`, group);
      group.reads.push({ ...read, by });
    }
  }
  return [...groups.values()];
}

/** One use for each object that reads. */
export function foreignUses({ reads }: ForeignReads): Reference['uses'] {
  const first = new Map<string, PodRead & { readonly by: ForeignObject }>();
  for (const read of reads) if (!first.has(read.by.id)) first.set(read.by.id, read);
  return [...first.values()].map(({ by, path }) => ({
    purpose: 'foreign',
    of: by.object.metadata.name,
    readers: [by.id],
    place: placeUnder(by.place, ...path),
  }));
}
