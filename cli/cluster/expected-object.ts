import type { Blueprint, PlatformSecretKey, Reference } from '../../model';

/** A Secret or ConfigMap that the manifests read and do not create. */
export interface ExpectedObject {
  readonly kind: 'secret' | 'configmap';
  readonly name: string;
  /** The types of Secret that are read alike; empty if its type does not matter. */
  readonly types: readonly string[];
  readonly keys: readonly PlatformSecretKey[];
  /** Undefined for what the platform's provider of Secrets does not bring. */
  readonly secret: Reference | undefined;
}

/**
 * Lists everything that has to be brought into the namespace beside the manifests.
 * @returns the Secrets of the platform's provider by name in code-unit order, then the Secrets and ConfigMaps from elsewhere
 */
export function expectedObjects({ references }: Blueprint): ExpectedObject[] {
  const provided = references.filter(({ from }) => from === 'provider');
  const elsewhere = references.filter(({ from }) => from === 'elsewhere');
  return [...provided, ...elsewhere.sort((a, b) => rankOf(a) - rankOf(b))].map((reference) => ({
    kind: reference.kind === 'Secret' ? 'secret' : 'configmap',
    name: reference.name,
    types: reference.types,
    keys: reference.keys,
    secret: reference.from === 'provider' ? reference : undefined,
  }));
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
