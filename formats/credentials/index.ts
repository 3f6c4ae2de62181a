export { credentialInValue, credentialsIn, isCredentialUnder, looksLikeCredentialName, notShown, redacted } from './find-credentials';
export type { CredentialKind } from './spans';
