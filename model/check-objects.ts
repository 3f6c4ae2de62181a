import { type ArgumentsOf, createDiagnostic, type Diagnostic, sortDiagnostics } from '../diagnostics';
import { groupBy } from '../formats';
import { foreignId, type ForeignObject } from './blueprint';
import type { CompiledPlatform } from './compiled';
import { nameLabel } from './design/network/peers';
import { podsOf } from './network/pods';
import type { NetworkPod } from './network/reach';
import { isClusterScoped, stageOf } from './objects/kinds';
import { mappingOf, textOf } from './objects/mappings';
import { groupKind, podIn } from './objects/pod';
import { readsOf } from './objects/pod-reads';
import { objectSizes } from './object-sizes';
import { credentialsInPatch, credentialsInPieces } from './patch-credentials';
import type { KubernetesObject, Patch } from './platform';
import { createContext } from './rules/context';
import { injectionFinder, type Marks, podMarks } from './rules/facts/injectors';
import { manifestsRules } from './rules/manifests';

/** The objects that were built of a platform. */
export interface ObjectsInput extends Pick<CompiledPlatform, 'platform' | 'blueprint'> {
  /** Every object that will be written, as it will be written. */
  readonly objects: readonly KubernetesObject[];
  /** The patches that did not fit, as the build says. */
  readonly problems: readonly { readonly patch: Patch; readonly reason: string | undefined }[];
}

/**
 * Checks the objects of a platform when everything is built and nothing is written: what no rule about the input can know, which is their size and what patches
 * have made of them. Pure.
 * @returns all findings, sorted, each once
 */
export function checkObjects(input: ObjectsInput): Diagnostic[] {
  return sortDiagnostics([...objectSizes(input.objects, input.blueprint), ...checkPatched(input)]);
}

/** The findings about patched objects, at the patches. */
function checkPatched({ platform, blueprint, objects, problems }: ObjectsInput): Diagnostic[] {
  if (blueprint.patches.length === 0) return [];
  const failed = problems.map(({ patch: { kind, name, place }, reason = 'there is no such object' }) =>
    createDiagnostic('patch-failed', { kind, name, reason }, place),
  );
  // Of several patches of an object the last one has made it what it is.
  const lastPatch = new Map(blueprint.patches.map((patch) => [`${patch.kind}/${patch.name}`, patch]));
  const patched = objects.flatMap((object): ForeignObject[] => {
    const patch = lastPatch.get(`${object.kind}/${object.metadata.name}`);
    return patch === undefined ? [] : [inspected(object, patch)];
  });
  const found: Diagnostic[] = [
    ...failed,
    ...pieces(objects, blueprint),
    ...patched.flatMap((object) => unknownReads(object, objects, blueprint)),
    ...injectedByPatches({ platform, blueprint }, patched),
  ];
  const context = createContext(platform, { ...blueprint, foreign: patched });
  // Our own Namespace may be patched.
  for (const { code, run } of manifestsRules) if (code !== 'manifest-cluster-scoped') run(context, (finding) => found.push(finding));
  const depths = new Map(patched.map(({ place }) => [place.file, place.path.length]));
  // What is wrong is in the object, and what has to change is the patch.
  return found.map((finding) => ({ ...finding, at: { ...finding.at, path: finding.at.path.slice(0, depths.get(finding.at.file)) } }));
}

/** Credentials that no operation of a patch holds alone. */
function pieces(objects: readonly KubernetesObject[], { patches }: ObjectsInput['blueprint']): Diagnostic[] {
  const byTitle = new Map(objects.map((object) => [`${object.kind}/${object.metadata.name}`, object]));
  return patches.flatMap((patch) => {
    const { kind, name, place } = patch;
    const object = byTitle.get(`${kind}/${name}`);
    if (object === undefined || credentialsInPatch(patch).length > 0 || credentialsInPieces(object, patch).length === 0) return [];
    return [createDiagnostic('patch-credential', { kind, name, what: 'a credential, as a name says' }, place)];
  });
}

function inspected(object: KubernetesObject, { place }: Patch): ForeignObject {
  const key = `${groupKind(object)}/${object.metadata.name}`;
  return {
    id: foreignId({ key }),
    file: '',
    object,
    stage: stageOf(object),
    namespaced: !isClusterScoped(object),
    origin: 'foreign',
    place,
  };
}

/** Secrets and ConfigMaps that a patch has a pod read, and that nothing brings or expects. */
function unknownReads(
  { object, place }: ForeignObject,
  objects: readonly KubernetesObject[],
  { references }: ObjectsInput['blueprint'],
): Diagnostic[] {
  const pod = podIn(object);
  const known = new Set([
    ...references.map(({ kind, name }) => `${kind}/${name}`),
    ...objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`),
  ]);
  const of = `the ${object.kind} \`${object.metadata.name}\``;
  return (pod === undefined ? [] : readsOf(pod)).flatMap(({ kind, name, optional }) =>
    optional || known.has(`${kind}/${name}`) ? [] : [createDiagnostic('manifest-reference-unknown', { kind, name, of }, place)],
  );
}

/** What patches have put into pods by labels and annotations, of the pods or of the Namespace, and network policies cut. */
function injectedByPatches(
  { platform, blueprint }: Pick<ObjectsInput, 'platform' | 'blueprint'>,
  patched: readonly ForeignObject[],
): Diagnostic[] {
  if (platform.network.policies !== 'full') return [];
  const cutIn = injectionFinder(platform, blueprint);
  const pods = blueprint.workloads.map((workload) => ({ workload, seen: podsOf(workload, platform.namespace) }));
  const byName = groupBy(pods, ({ seen }) => seen.labels[nameLabel] ?? '');
  return patched.flatMap(({ object, place }) => {
    const isNamespace = object.kind === 'Namespace';
    const marks = isNamespace ? metadataMarks(object.metadata) : podMarks(object);
    const own = isNamespace
      ? pods
      : (byName.get(textOf(marks.labels[nameLabel]) ?? '') ?? []).filter(({ seen }) => isOf(seen, marks.labels));
    const byInjector = new Map<string, ArgumentsOf<'network-injection-cut'>>();
    for (const { workload, seen } of own)
      for (const { arrives, ...cut } of cutIn(seen, workload.id, marks)) {
        const found = byInjector.get(cut.injector);
        const by = isNamespace || workload.service === undefined ? 'policy' : 'egress';
        const first = { ...cut, ...(arrives !== undefined && { arrives }), workload: workload.title, more: 0, by } as const;
        byInjector.set(cut.injector, found === undefined ? first : { ...found, more: found.more + 1 });
      }
    return [...byInjector.values()].map((args) => createDiagnostic('network-injection-cut', args, place));
  });
}

/** Whether labels are those of the pods of a workload, and maybe more. */
function isOf({ labels }: NetworkPod, all: Marks['labels']): boolean {
  return Object.entries(labels).every(([name, value]) => all[name] === value);
}

function metadataMarks({ labels, annotations }: KubernetesObject['metadata']): Marks {
  return { labels: mappingOf(labels), annotations: mappingOf(annotations) };
}
