import type { Place } from '../../diagnostics';
import type { PlatformSecretKey, SecretForm } from '../platform';

/** A Secret or ConfigMap that is read. */
export interface Reference {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  /** Who puts it there: the platform's provider of Secrets, the manifests themselves, or whoever runs the cluster. */
  readonly from: 'provider' | 'manifests' | 'elsewhere';
  /** Whom it is for. A Secret of a workload is written with it. */
  readonly owner: ReferenceOwner;
  /** The type and the labels that its reader wants; undefined if a plain, opaque one will do. */
  readonly form: SecretForm | undefined;
  /** The types of Secret that its reader accepts; empty if the type does not matter. */
  readonly types: readonly string[];
  /** The keys that have to be in it, by name in code-unit order; empty if the manifests bring it, with the keys of the workload's config object. */
  readonly keys: readonly PlatformSecretKey[];
  /** The purposes that it is read for, in the order of the workloads. Two uses that are not the same thing are a finding. */
  readonly uses: readonly ReferenceUse[];
}

/** Whom a Secret or ConfigMap is for. */
export type ReferenceOwner =
  | { readonly kind: 'service'; readonly key: string; readonly name: string }
  | { readonly kind: 'backing'; readonly name: string }
  | { readonly kind: 'tool'; readonly name: string }
  | { readonly kind: 'shared' };

/** One purpose for which a Secret or ConfigMap is read. */
export interface ReferenceUse {
  readonly purpose:
    | 'database-login'
    | 'owner-login'
    | 'admin-login'
    | 'backing-login'
    | 'broker-login'
    | 'external-login'
    | 'tool-login'
    | 'certificate'
    | 'authority'
    | 'image-pull'
    | 'variable'
    | 'files'
    | 'foreign'
    | 'configuration';
  /** Whose purpose: a registry key, or the name of a backing service, an external or a tool; undefined if it is the whole platform's. */
  readonly of: string | undefined;
  /** The ids of the workloads and exposures that read it. */
  readonly readers: readonly string[];
  /** The spot of the input that names it, or that its name follows from. */
  readonly place: Place;
}
