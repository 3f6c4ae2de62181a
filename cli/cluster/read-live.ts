import type { KubernetesObject } from '../../model';
import { groupKind } from '../../model/objects/pod';
import { appliedBy, identityOf } from '../../plan';
import { ClusterError } from './cluster-error';
import { jsonIn } from './json-answer';
import type { Kubectl } from './kubectl';
import { kubectlReasons } from './kubectl-reasons';
import { liveSecrets } from './live-secrets';
import { outputName } from './output-name';
import { hasNamespace } from './read-cluster';
import { type ServedKinds, servedKinds } from './served-kinds';
import { writtenKinds } from './written-kinds';

/** The objects of a platform in a cluster. */
export interface LiveState {
  /** As the API server has them; of Secrets without a value. */
  readonly objects: readonly KubernetesObject[];
  /** The kinds of objects of now that the cluster does not serve, as `<group>/<Kind>`. */
  readonly unserved: ReadonlySet<string>;
  /** The namespaces whose Secrets the cluster does not let this user list. */
  readonly withoutSecrets: readonly string[];
}

/** What is asked about. */
export interface LiveQuestion {
  readonly product: string;
  readonly namespace: string;
  /** The objects of now. */
  readonly now: readonly KubernetesObject[];
}

/**
 * Reads the objects of a platform: in its namespaces those with its labels, and those of now by name. What a controller makes of an object carries its labels, too, and is left out.
 * @throws ClusterError when the cluster does not answer, or refuses
 */
export async function readLive(kubectl: Kubectl, { product, namespace, now }: LiveQuestion): Promise<LiveState> {
  const served = await servedKinds(kubectl);
  const unserved = new Set(now.filter((object) => !served.serves(object, groupKind(object))).map(groupKind));
  const asked = now.filter((object) => !unserved.has(groupKind(object)) && object.kind !== 'Secret');
  const isClusterWide = (object: KubernetesObject): boolean => served.find(groupKind(object))?.namespaced === false;
  const kinds = [...new Set([...writtenKinds, ...asked.filter((object) => !isClusterWide(object)).map(groupKind)])];
  const found = new Map<string, KubernetesObject>();
  const add = (objects: readonly KubernetesObject[]): void => objects.forEach((object) => found.set(identityOf(object), object));
  const withoutSecrets: string[] = [];
  const selector = `--selector=app.kubernetes.io/managed-by=cadastre,app.kubernetes.io/part-of=${product}`;
  const namespaces = new Set([
    namespace,
    ...asked.flatMap(({ metadata }) => (typeof metadata['namespace'] === 'string' ? [metadata['namespace']] : [])),
  ]);
  for (const name of namespaces) {
    if ((await hasNamespace(kubectl, name)) === false) continue;
    const inNamespace = ['get', resourcesOf(served, kinds, now), `--namespace=${name}`];
    add(await objectsIn(kubectl, [...inNamespace, selector]));
    const secrets = await liveSecrets(kubectl, name, selector);
    if (secrets === undefined) withoutSecrets.push(name);
    else add(secrets);
    // What has lost its labels, or never had them, is there all the same.
    const others = asked.filter((object) => object.metadata['namespace'] === name && !found.has(identityOf(object)));
    if (others.length === 0) continue;
    const names = new Set((await answerOf(kubectl, [...inNamespace, '--output=name'])).split('\n'));
    add(
      await named(
        kubectl,
        others.filter((object) => names.has(outputName(object))),
      ),
    );
  }
  add(await named(kubectl, asked.filter(isClusterWide)));
  const ids = new Set(now.map(identityOf));
  return { objects: [...found.values()].filter((object) => ids.has(identityOf(object)) || isApplied(object)), unserved, withoutSecrets };
}

/** The kinds as one argument of kubectl, in the version in which the manifests have them. */
function resourcesOf(served: ServedKinds, kinds: readonly string[], now: readonly KubernetesObject[]): string {
  const versions = new Map(now.map((object) => [groupKind(object), object.apiVersion.split('/')[1]]));
  return kinds
    .flatMap((kind) => {
      const resource = served.find(kind)?.resource;
      const version = versions.get(kind);
      // `deployments.v1.apps`: without the version kubectl takes the one that the server likes best.
      return resource === undefined ? [] : [version === undefined ? resource : resource.replace('.', `.${version}.`)];
    })
    .join(',');
}

/** Objects by their names; one that is not there is left out. */
async function named(kubectl: Kubectl, objects: readonly KubernetesObject[]): Promise<readonly KubernetesObject[]> {
  if (objects.length === 0) return [];
  const items = objects.map(({ apiVersion, kind, metadata: { name, namespace } }) => ({ apiVersion, kind, metadata: { name, namespace } }));
  return objectsIn(kubectl, ['get', '--filename=-', '--ignore-not-found'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
}

async function objectsIn(kubectl: Kubectl, args: readonly string[], input?: string): Promise<readonly KubernetesObject[]> {
  const answer = await answerOf(kubectl, [...args, '--show-managed-fields', '--output=json'], input);
  if (answer.trim() === '') return [];
  const value = jsonIn(answer) as KubernetesObject & { readonly items?: readonly KubernetesObject[] };
  return value.items ?? [value];
}

async function answerOf(kubectl: Kubectl, args: readonly string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await kubectl(args, input);
  if (code !== 0) throw new ClusterError(kubectlReasons(stderr).join('; '));
  return stdout;
}

/** Whether somebody has applied an object, and no controller has made it. */
function isApplied(object: KubernetesObject): boolean {
  const owners = object.metadata['ownerReferences'];
  return !(Array.isArray(owners) && owners.length > 0) && (object.kind === 'Secret' || appliedBy(object) !== 'unknown');
}
