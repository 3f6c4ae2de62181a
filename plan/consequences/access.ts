import type { KubernetesObject } from '../../model';
import { isMapping, listOf, mappingOf, textOf } from '../../model/objects/mappings';
import { podSpecIn, titleOf } from '../objects';
import { consequence } from './consequence';

/** Pods that may do more on their node than those of before. */
export const privilegesGrow = consequence('plan-privileges-grow', 'security', ({ pairs }, report) => {
  for (const { before, now } of pairs) {
    const had = privilegesOf(before);
    const what = [...privilegesOf(now)].filter((privilege) => !had.has(privilege));
    if (what.length > 0) report(now, { what });
  }
});

/** Pods that read a Secret which only others read before. */
export const secretRead = consequence('plan-secret-read', 'security', ({ pairs, before, now }, report) => {
  if (pairs.length === 0) return;
  const readers = new Map<string, Set<string>>();
  // What did not change is left out of before, and reads now what it read then.
  const changed = new Set(pairs.map((pair) => pair.now));
  const known = new Set(pairs.flatMap((pair) => [...secretsOf(pair.before)].map((secret) => `${titleOf(pair.now)} ${secret}`)));
  for (const object of [...before, ...now.filter((one) => !changed.has(one))])
    if (object.kind !== 'Job')
      for (const secret of secretsOf(object)) readers.set(secret, (readers.get(secret) ?? new Set()).add(titleOf(object)));
  // One list for all that come to read a Secret: they may be as many as those that read it.
  const sorted = new Map<string, readonly string[]>();
  const readersOf = (secret: string): readonly string[] => {
    const list = sorted.get(secret) ?? [...(readers.get(secret) ?? [])].sort();
    sorted.set(secret, list);
    return list;
  };
  for (const { now: object } of pairs) {
    const title = titleOf(object);
    for (const secret of secretsOf(object)) {
      if (known.has(`${title} ${secret}`)) continue;
      const others = readers.get(secret)?.has(title) === true ? readersOf(secret).filter((one) => one !== title) : readersOf(secret);
      if (others.length > 0) report(object, { secret, others });
    }
  }
});

/** What the pods of an object may do beyond the Pod Security Standard `restricted`, in words. */
function privilegesOf(object: KubernetesObject): Set<string> {
  const pod = podSpecIn(object);
  const containers = [...listOf(pod['containers']), ...listOf(pod['initContainers'])].map(mappingOf);
  const ofPod = mappingOf(pod['securityContext']);
  const found = new Set<string>();
  for (const container of containers) {
    const own = mappingOf(container['securityContext']);
    const name = textOf(container['name']) ?? '';
    const user = own['runAsUser'] ?? ofPod['runAsUser'];
    const isNonRoot = own['runAsNonRoot'] ?? ofPod['runAsNonRoot'];
    if (user === 0) found.add(`the user 0 in the container ${name}`);
    if (isNonRoot !== true) found.add(`leave to run as root in the container ${name}`);
    if (own['privileged'] === true) found.add(`every privilege in the container ${name}`);
    if (own['allowPrivilegeEscalation'] !== false) found.add(`escalation of privileges in the container ${name}`);
    if (own['readOnlyRootFilesystem'] !== true) found.add(`a file system to write to in the container ${name}`);
    for (const capability of listOf(mappingOf(own['capabilities'])['add'])) found.add(`${String(capability)} in the container ${name}`);
  }
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) if (pod[field] === true) found.add(field);
  if (containers.length > 0 && pod['automountServiceAccountToken'] !== false) found.add('a token of the API server');
  for (const volume of listOf(pod['volumes']).map(mappingOf)) if (volume['hostPath'] !== undefined) found.add('a folder of the node');
  return found;
}

/** The names of the Secrets that the pods of an object read. */
function secretsOf(object: KubernetesObject): Set<string> {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const inner of value) walk(inner);
    if (!isMapping(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      const reference = mappingOf(inner);
      const name =
        key === 'secretKeyRef' || key === 'secretRef'
          ? reference['name']
          : key === 'secret'
            ? (reference['secretName'] ?? reference['name'])
            : undefined;
      if (typeof name === 'string') found.add(name);
      else walk(inner);
    }
  };
  const pod = podSpecIn(object);
  for (const part of ['containers', 'initContainers', 'volumes']) walk(pod[part]);
  return found;
}
