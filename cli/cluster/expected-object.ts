import { referencesIn } from '../../formats';
import type { Blueprint, PlatformSecretKey, Reference } from '../../model';

/** A Secret or ConfigMap that the manifests read and do not create. */
export interface ExpectedObject {
  readonly kind: 'secret' | 'configmap';
  readonly name: string;
  /** The types of Secret that are read alike; empty if its type does not matter. */
  readonly types: readonly string[];
  readonly keys: readonly PlatformSecretKey[];
  /** The names of the keys whose values become a part of a URL. */
  readonly inUrls: ReadonlySet<string>;
  /** Undefined for what the platform's provider of Secrets does not bring. */
  readonly secret: Reference | undefined;
}

/**
 * Lists everything that has to be brought into the namespace beside the manifests.
 * @returns the Secrets of the platform's provider by name in code-unit order, then the Secrets and ConfigMaps from elsewhere
 */
export function expectedObjects({ references, workloads }: Blueprint): ExpectedObject[] {
  const inUrls = keysInUrls(workloads);
  const provided = references.filter(({ from }) => from === 'provider');
  const elsewhere = references.filter(({ from }) => from === 'elsewhere');
  return [...provided, ...elsewhere.sort((a, b) => rankOf(a) - rankOf(b))].map((reference) => ({
    kind: reference.kind === 'Secret' ? 'secret' : 'configmap',
    name: reference.name,
    types: reference.types,
    keys: reference.keys,
    inUrls: (reference.kind === 'Secret' ? inUrls.get(reference.name) : undefined) ?? new Set(),
    secret: reference.from === 'provider' ? reference : undefined,
  }));
}

/** The keys of Secrets that URLs of workloads are put together from, by the name of the Secret. */
function keysInUrls(workloads: Blueprint['workloads']): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = new Map<string, Set<string>>();
  for (const { variables } of workloads.flatMap(({ pod }) => [...pod.initContainers, ...pod.containers])) {
    const secrets = new Map(
      variables.flatMap((variable) => (variable.kind === 'secret' ? [[variable.name, variable.secret] as const] : [])),
    );
    const urls = variables.flatMap((variable) =>
      variable.kind === 'template' && variable.template.includes('://') ? [variable.template] : [],
    );
    for (const secret of urls.flatMap((url) => referencesIn(url).flatMap((name) => secrets.get(name) ?? []))) {
      const known = keys.get(secret.name) ?? new Set();
      keys.set(secret.name, known.add(secret.key));
    }
  }
  return keys;
}

/** Pull Secrets, the certificate, the CA. */
function rankOf({ uses }: Reference): number {
  const order = ['image-pull', 'certificate', 'authority'];
  return Math.min(...uses.map(({ purpose }) => order.indexOf(purpose)).filter((rank) => rank >= 0), order.length);
}

/** The object as kubectl calls it. */
export function titleOf({ kind, name }: Pick<ExpectedObject, 'kind' | 'name'>): string {
  return `${kind}/${name}`;
}
