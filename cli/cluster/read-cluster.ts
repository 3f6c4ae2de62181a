import { z } from 'zod';
import type { Platform } from '../../model';
import { ClusterError } from './cluster-error';
import { type ExpectedObject, titleOf } from './expected-object';
import { jsonIn } from './json-answer';
import type { Kubectl } from './kubectl';
import { kubectlReasons } from './kubectl-reasons';

/** A Secret or ConfigMap as the cluster has it. */
export interface FoundObject {
  /** Of a Secret. */
  readonly type: string | undefined;
  readonly resourceVersion: string;
  /** Whether `secrets init` has made it, and no controller claims it. */
  readonly ours: boolean;
  /** The values, decoded. They leave this process by nothing but the standard input of kubectl. */
  readonly values: ReadonlyMap<string, string>;
}

/** The objects in the cluster that a platform expects. */
export interface ClusterState {
  /** Whether the namespace exists; undefined where that cannot be asked. */
  readonly namespaceExists: boolean | undefined;
  /** By {@link titleOf}. */
  readonly found: ReadonlyMap<string, FoundObject>;
}

/**
 * Reads what a platform expects, by name: nothing else of the namespace is looked at.
 * @throws ClusterError when the cluster does not answer, or refuses
 */
export async function readCluster(kubectl: Kubectl, { namespace }: Platform, expected: readonly ExpectedObject[]): Promise<ClusterState> {
  const namespaceExists = await hasNamespace(kubectl, namespace);
  const found = new Map<string, FoundObject>();
  if (namespaceExists === false) return { namespaceExists, found };
  for (const kind of ['secret', 'configmap'] as const) {
    const names = new Set(expected.filter((object) => object.kind === kind).map(({ name }) => name));
    for (const object of await getObjects(kubectl, namespace, kind, [...names]))
      found.set(titleOf({ kind, name: object.metadata.name }), toFound(object, kind));
  }
  return { namespaceExists, found };
}

/**
 * Whether there is a namespace.
 * @returns undefined for who may work in a namespace alone, and not ask
 * @throws ClusterError when the cluster does not answer
 */
export async function hasNamespace(kubectl: Kubectl, namespace: string): Promise<boolean | undefined> {
  const { code, stdout, stderr } = await kubectl(['get', 'namespace', namespace, '--ignore-not-found', '--output=name']);
  if (code === 0) return stdout.trim() !== '';
  if (stderr.includes('(Forbidden)')) return undefined;
  throw new ClusterError(kubectlReasons(stderr).join('; '));
}

/** An object as the API server gives it, as far as it is looked at. */
const objectSchema = z.object({
  metadata: z.object({
    name: z.string(),
    resourceVersion: z.string().default(''),
    labels: z.record(z.string(), z.string()).nullish(),
    ownerReferences: z.array(z.unknown()).nullish(),
  }),
  type: z.string().optional(),
  data: z.record(z.string(), z.string()).nullish(),
});

type ReadObject = z.infer<typeof objectSchema>;

const answerSchema = z.union([
  z.object({ items: z.array(objectSchema) }).transform(({ items }) => items),
  objectSchema.transform((object) => [object]),
]);

async function getObjects(
  kubectl: Kubectl,
  namespace: string,
  kind: ExpectedObject['kind'],
  names: readonly string[],
): Promise<readonly ReadObject[]> {
  if (names.length === 0) return [];
  const { code, stdout, stderr } = await kubectl([
    'get',
    kind,
    ...names,
    `--namespace=${namespace}`,
    '--ignore-not-found',
    '--output=json',
  ]);
  if (code !== 0) {
    const needed = stderr.includes('(Forbidden)') ? `: \`get\` on ${kind}s in namespace \`${namespace}\` is needed` : '';
    throw new ClusterError(`${kubectlReasons(stderr).join('; ')}${needed}`);
  }
  if (stdout.trim() === '') return [];
  const { success, data } = answerSchema.safeParse(jsonIn(stdout));
  if (!success) throw new ClusterError(`kubectl has given an answer that is no list of ${kind}s`);
  return data;
}

function toFound({ metadata, type, data }: ReadObject, kind: ExpectedObject['kind']): FoundObject {
  const decode = (value: string): string => (kind === 'secret' ? Buffer.from(value, 'base64').toString('utf8') : value);
  return {
    type,
    resourceVersion: metadata.resourceVersion,
    ours: metadata.labels?.['app.kubernetes.io/managed-by'] === 'cadastre' && (metadata.ownerReferences ?? []).length === 0,
    values: new Map(Object.entries(data ?? {}).map(([key, value]) => [key, decode(value)])),
  };
}
