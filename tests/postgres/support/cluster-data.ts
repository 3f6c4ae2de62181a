import { randomBytes } from 'node:crypto';

import { initJobsOf, podTemplateOf, type Container, type EnvVar, type KubernetesObject } from '../../cluster/support/manifests';

/** The data of Secrets or of ConfigMaps, by object and then by key. */
export type KeyedData = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** What the containers of a tree can be given by reference. */
export interface ClusterData {
  readonly secrets: KeyedData;
  readonly configMaps: KeyedData;
}

/** Who administers the database server, as the tree's init Jobs say. */
export interface AdminLogin {
  readonly user: string;
  readonly password: string;
}

/** The ConfigMaps and Secrets of a tree. Secrets that the tree only refers to, because somebody else makes them, are made up. */
export function clusterData(objects: readonly KubernetesObject[]): ClusterData {
  const configMaps = new Map(objects.filter(({ kind }) => kind === 'ConfigMap').map((object) => [object.metadata.name, object.data ?? {}]));
  const secrets = new Map(objects.filter(({ kind }) => kind === 'Secret').map((object) => [object.metadata.name, secretData(object)]));
  for (const job of initJobsOf(objects)) {
    for (const container of containersOf(job)) {
      for (const { name: variable, valueFrom } of container.env ?? []) {
        if (valueFrom?.secretKeyRef === undefined) continue;
        const { name, key } = valueFrom.secretKeyRef;
        const known = secrets.get(name) ?? {};
        if (known[key] !== undefined) continue;
        // The same Secret tells whoever logs in as the role what it is called.
        const role = container.env?.find((entry) => entry.name !== variable && entry.name === variable.replace(/PASSWORD$/, 'ROLE'))?.value;
        const login = role === undefined || known['username'] !== undefined ? {} : { username: role };
        secrets.set(name, { ...known, ...login, [key]: madeUp(variable, key, container.env ?? []) });
      }
    }
  }
  return { secrets, configMaps };
}

/** The credentials that the tree's init Jobs connect with. */
export function adminLogin(job: KubernetesObject, data: ClusterData): AdminLogin {
  const env = containersOf(job).flatMap((container) => container.env ?? []);
  const valueOf = (name: string): string =>
    resolveVariable(
      env.find((variable) => variable.name === name)!,
      data,
    )!;
  return { user: valueOf('PGUSER'), password: valueOf('PGPASSWORD') };
}

/** One variable's value, from wherever it comes; undefined when what it refers to does not exist. */
export function resolveVariable({ value, valueFrom }: EnvVar, data: ClusterData): string | undefined {
  const secret = valueFrom?.secretKeyRef;
  if (secret !== undefined) return data.secrets.get(secret.name)?.[secret.key];
  const configMap = valueFrom?.configMapKeyRef;
  if (configMap !== undefined) return data.configMaps.get(configMap.name)?.[configMap.key];
  return value ?? '';
}

function containersOf(job: KubernetesObject): readonly Container[] {
  const { spec } = podTemplateOf(job);
  return [...(spec.initContainers ?? []), ...spec.containers];
}

function secretData(secret: KubernetesObject): Record<string, string> {
  const data: Record<string, string> = { ...secret.stringData };
  for (const [key, value] of Object.entries(secret.data ?? {})) data[key] ??= Buffer.from(value, 'base64').toString('utf8');
  return data;
}

/** A value for a key of a Secret that is not in the tree. The names in it are those that the container says it will create. */
function madeUp(variable: string, key: string, env: readonly EnvVar[]): string {
  const literal = (name: string): string | undefined => env.find((entry) => entry.name === name)?.value;
  if (variable === 'PGUSER') return 'administrator';
  if (key === 'username') return literal('SVC_DB_ROLE') ?? 'made_up_role';
  if (key === 'dbname') return literal('SVC_DB_NAME') ?? 'made_up_database';
  return randomBytes(24).toString('hex');
}
