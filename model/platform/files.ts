import type { SecretKey } from './containers';

/** The content of a file: text, or what is no text in base64. */
export type FileContent = { readonly text: string } | { readonly base64: string };

/** A file that a service is given. */
export interface ServiceFile {
  /** The absolute path in the container. */
  readonly path: string;
  /** The file of the product's folder that it is, without `./`; undefined if the content stands in the registry. */
  readonly from: string | undefined;
  /** Undefined if it cannot be read, which is a finding. */
  readonly content: FileContent | undefined;
  /** The size of the content. */
  readonly bytes: number;
}

/** A file that a service is given whose content is in a Secret. */
export interface ServiceSecretFile {
  /** The absolute path in the container. */
  readonly path: string;
  readonly secret: SecretKey;
}
