import type { Place } from '../../diagnostics';

/** The form of a Secret beside its keys. */
export interface SecretForm {
  /** A Secret's type cannot be changed. */
  readonly type: 'kubernetes.io/basic-auth';
  /** Labels that the operator looks for. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A key of a Secret that the manifests refer to. */
export interface PlatformSecretKey {
  readonly name: string;
  /** Whether everything that reads it also starts without it. */
  readonly optional: boolean;
  readonly source: SecretSource;
}

/**
 * How the value of a Secret's key comes about: `known` follows from the registry and is no secret; `generated` may be any random value, because the
 * platform itself tells it to both sides; `given` is decided by somebody else; `uri` is put together from the other keys of a database's Secret.
 */
export type SecretSource =
  | { readonly kind: 'known'; readonly value: string }
  | { readonly kind: 'generated' }
  | { readonly kind: 'given' }
  | { readonly kind: 'uri' };

/** Where Secret data comes from. */
export type SecretProvider = DevelopmentSecretsProvider | { readonly provider: 'existing' } | ExternalSecretsProvider | SecretFilesProvider;

/** Values that are derived from a seed, in development. */
export interface DevelopmentSecretsProvider {
  readonly provider: 'development';
  readonly seed: string;
  /** Values in place of derived ones, by Secret and by key. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Files that the team has sealed or encrypted. */
export interface SecretFilesProvider {
  readonly provider: 'sealed-secrets' | 'sops';
  /** By file in code-unit order. */
  readonly files: readonly SecretFile[];
}

/** A sealed or encrypted Secret, with its file and its place in the output. */
export interface SecretFile extends ReadSecretFile {
  readonly place: Place;
  /** All that is in the file. */
  readonly text: string;
}

/** The part of a sealed or encrypted Secret that can be read without opening it. */
export interface ReadSecretFile {
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** The keys of the Secret that it becomes. */
  readonly keys: readonly string[];
  /** The credentials that everybody can read and should not: keys of the Secret, and paths of what stands elsewhere. */
  readonly readable: readonly string[];
  /** The values that a SealedSecret spells out in its template, by key: no secret where it follows from the registry. */
  readonly texts: readonly SecretFileText[];
  /** When Argo CD applies a Secret that sops has encrypted, as its annotation says. */
  readonly wave: string | undefined;
  /** The name that a SealedSecret was sealed for, where its seal is bound to one. */
  readonly sealedName: string | undefined;
  /** The namespace that a SealedSecret was sealed for, where its seal is bound to one. */
  readonly sealedNamespace: string | undefined;
  /** Why it is not what the provider passes on: a plain Secret, another kind, a name that cannot be read, a value that was no text, or anything else in the wrong place. */
  readonly problem: 'plain' | 'kind' | 'name' | 'metadata' | 'text' | 'shape' | 'labels' | undefined;
  /** The SealedSecret, where it is one. */
  readonly sealed: SealedSecretContent | undefined;
}

/** A value that a SealedSecret spells out. */
export interface SecretFileText {
  readonly key: string;
  readonly text: string;
}

/** The part of a SealedSecret that is passed on. */
export interface SealedSecretContent {
  readonly labels: Readonly<Record<string, string>>;
  /** The scope of the seal among them. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** The External Secrets Operator. */
export interface ExternalSecretsProvider {
  readonly provider: 'external-secrets';
  readonly store: SecretStoreReference;
  /** How often the store is asked again, as a Go duration. */
  readonly refreshInterval: string;
  /** How an entry of the store is named. */
  readonly keyTemplate: string;
  /** How a value inside an entry is named; undefined where the entry is the value. */
  readonly propertyTemplate: string | undefined;
  /** Who makes the passwords that the platform tells to both sides. */
  readonly passwords: 'store' | 'push-secret' | 'generator';
  /** When the operator makes what a generator gives. */
  readonly refreshPolicy: 'CreatedOnce' | 'OnChange' | 'Periodic';
  /** The Secrets whose optional keys are in the store too, as the overlay lists them. */
  readonly optional: readonly string[];
}

/** A store of the External Secrets Operator. */
export interface SecretStoreReference {
  readonly name: string;
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
}

/** One value of a store. */
export interface StoreEntry {
  /** The key of the Secret that it goes to. */
  readonly key: string;
  /** The name of the entry in the store. */
  readonly remoteKey: string;
  /** The name of the value inside the entry; undefined where the entry is the value. */
  readonly property: string | undefined;
}
