import type { SecretFile } from '../platform-secrets';

/** What a file of a Secret says, without where it goes. */
export type ReadSecretFile = Omit<SecretFile, 'place' | 'text' | 'home'>;
