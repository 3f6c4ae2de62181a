import type { KubernetesObject } from '../../model';
import { textOf } from '../../model/objects/mappings';
import { groupKind } from '../../model/objects/pod';
import { definedKinds, identityOf, isMadeAnew, type ServerAnswer } from '../../plan';
import { ClusterError } from './cluster-error';
import type { Kubectl } from './kubectl';
import { kubectlReasons } from './kubectl-reasons';
import { outputName } from './output-name';
import { hasNamespace } from './read-cluster';
import { servedKinds } from './served-kinds';
import { serverWords } from './server-words';

/** What the API server says to the objects of now. */
export interface ServerAnswers {
  /** By the identity of the object. */
  readonly answers: ReadonlyMap<string, ServerAnswer>;
  /** The kinds that it does not serve, as `<group>/<Kind>`. */
  readonly unserved: ReadonlySet<string>;
}

/**
 * As an apply on the server: a field that another manager owns is taken over, as `kubectl apply` by a client and Argo CD do. Who owns what is told by comparing with the cluster.
 */
const dryRun = ['apply', '--dry-run=server', '--server-side', '--force-conflicts', '--output=name', '--filename=-'];

/** As many calls of kubectl as run at once. */
const atOnce = 6;

/**
 * Sends every object through the whole way of an apply, but for storing it. An object in a namespace, or of a kind, that an apply makes first is not asked about; nor is one that Argo CD deletes first.
 * @throws ClusterError when the cluster does not answer, or does not let this user ask
 */
export async function askServer(kubectl: Kubectl, now: readonly KubernetesObject[]): Promise<ServerAnswers> {
  const served = await servedKinds(kubectl);
  const unserved = new Set(now.filter((object) => !served.serves(object, groupKind(object))).map(groupKind));
  const defined = definedKinds(now);
  const answers = new Map<string, ServerAnswer>();
  const made = new Set(now.flatMap(({ kind, metadata }) => (kind === 'Namespace' ? [metadata.name] : [])));
  const groups = new Map<string, KubernetesObject[]>();
  for (const object of now) {
    if (isMadeAnew(object)) continue;
    if (unserved.has(groupKind(object))) {
      if (defined.has(groupKind(object))) answers.set(identityOf(object), { answer: 'unasked', why: 'definition' });
      continue;
    }
    const namespace = textOf(object.metadata['namespace']) ?? '';
    const group = groups.get(namespace);
    if (group === undefined) groups.set(namespace, [object]);
    else group.push(object);
  }
  for (const [namespace, objects] of groups) {
    const isThere = namespace === '' || !made.has(namespace) || (await hasNamespace(kubectl, namespace)) !== false;
    const told = isThere
      ? await askAll(kubectl, objects)
      : objects.map((object) => [object, { answer: 'unasked', why: 'namespace' }] as const);
    for (const [object, answer] of told) answers.set(identityOf(object), answer);
  }
  return { answers, unserved };
}

/** As many objects as one call of kubectl sends, which it does one after the other: a call that takes too long is ended. */
const inOneCall = 500;

/** Asks about the objects of one namespace. */
async function askAll(kubectl: Kubectl, objects: readonly KubernetesObject[]): Promise<(readonly [KubernetesObject, ServerAnswer])[]> {
  const told: (readonly [KubernetesObject, ServerAnswer])[] = [];
  for (let at = 0; at < objects.length; at += inOneCall) told.push(...(await askSome(kubectl, objects.slice(at, at + inOneCall))));
  return told;
}

/** Asks about objects of one namespace: all in one call, and again, one by one, about those that have not gone through. */
async function askSome(kubectl: Kubectl, objects: readonly KubernetesObject[]): Promise<(readonly [KubernetesObject, ServerAnswer])[]> {
  const { code, stdout } = await kubectl(dryRun, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
  const taken = new Set(stdout.split('\n'));
  const told: (readonly [KubernetesObject, ServerAnswer])[] = [];
  const left = objects.filter((object) => code !== 0 && !taken.has(outputName(object))).values();
  for (const object of objects) if (code === 0 || taken.has(outputName(object))) told.push([object, { answer: 'takes' }]);
  const work = async (): Promise<void> => {
    for (const object of left) told.push([object, await askOne(kubectl, object)]);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return told;
}

async function askOne(kubectl: Kubectl, object: KubernetesObject): Promise<ServerAnswer> {
  const { code, stderr } = await kubectl(dryRun, JSON.stringify(object));
  if (code === 0) return { answer: 'takes' };
  if (/User "[^"\n]+" cannot /.test(stderr)) {
    const reasons = kubectlReasons(stderr).join('; ');
    throw new ClusterError(
      `${reasons}: \`--server\` needs \`get\`, \`create\` and \`patch\` on what the manifests have, and stores nothing`,
    );
  }
  return { answer: 'refuses', message: serverWords(stderr, object) };
}
