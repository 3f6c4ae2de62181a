/** The kinds of credentials that a text can contain. */
export type CredentialKind =
  | 'private key'
  | 'JSON Web Token'
  | 'access key'
  | 'password in a URL'
  | 'secret in the query of a URL'
  | 'URL that is a secret'
  | 'password in a connection string'
  | 'login in a header'
  | 'password hash';

/** A credential in a text: where it stands, from `start` up to and without `end`. */
export interface CredentialSpan {
  readonly kind: CredentialKind;
  readonly start: number;
  readonly end: number;
}
