import type {
  ExternalSecretsProvider,
  PlatformSecretKey,
  SealedSecretContent,
  SecretForm,
  SecretStoreReference,
  StoreEntry,
} from '../platform';
import type { ReferenceOwner } from './reference';

/** The fields of every object that brings the data of a Secret. */
interface ForSecret {
  /** The name of the Secret, and of the object. */
  readonly name: string;
  /** The file that the object is written to, without an ending. */
  readonly file: string;
  /** Whom the Secret is for. */
  readonly owner: ReferenceOwner;
}

/** An object that brings the data of a Secret, or helps to. None of them holds a value that can be read. */
export type SecretObject =
  /** A Secret whose values stand beside the blueprint: they are derived from the development seed. */
  | (ForSecret & { readonly kind: 'development'; readonly form: SecretForm | undefined })
  /** Makes passwords for the External Secrets Operator. */
  | { readonly kind: 'password-generator'; readonly name: string; readonly file: string }
  /** Puts a new password into the store, unless there is one. */
  | (ForSecret & {
      readonly kind: 'pushed-password';
      readonly store: SecretStoreReference;
      readonly refreshInterval: string;
      readonly entry: StoreEntry;
    })
  /** Has the External Secrets Operator make the Secret out of a store's entries. */
  | (ForSecret & {
      readonly kind: 'external-secret';
      readonly form: SecretForm | undefined;
      readonly store: SecretStoreReference;
      readonly refreshInterval: string;
      readonly refreshPolicy: ExternalSecretsProvider['refreshPolicy'];
      /** Every key that will be in it, by name in code-unit order. */
      readonly keys: readonly PlatformSecretKey[];
      /** The values that are read from the store, in the order of their keys. */
      readonly entries: readonly StoreEntry[];
      /** Whether the operator makes `password`, and nothing else knows it. */
      readonly generated: boolean;
    })
  /** A SealedSecret of the team's, passed on. */
  | (ForSecret & { readonly kind: 'sealed-secret'; readonly sealed: SealedSecretContent })
  /** A file that is written as it is, which the API server never gets: a Secret that sops has encrypted. */
  | { readonly kind: 'encrypted-file'; readonly name: string; readonly file: string; readonly text: string };

/** The credentials of an environment for development. They stand beside the blueprint, for the constructs that write or hash them. */
export interface DevelopmentCredentials {
  /** The seed that values are derived from, and the values of the overlay: it is another one when they change. */
  readonly seed: string;
  /** By the name of the Secret, and by key. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
