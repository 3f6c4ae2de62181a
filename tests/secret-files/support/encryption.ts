import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { outputOf, type Ran, runProgram } from './program';
import type { SecretTools } from './tools';

/** A key of age, with sops on both sides of it. */
export interface Encryption {
  /** Encrypts the YAML of a Secret. */
  encrypt(secret: string, ...options: string[]): string;
  /** Decrypts a file as sops understands its name. */
  decrypt(file: string, ...options: string[]): Ran;
  /** The public half. */
  readonly recipient: string;
  /** What sops needs to know of its surroundings to decrypt. */
  readonly env: Readonly<Record<string, string>>;
}

/** What the guide tells sops to encrypt. */
export const encryptedRegex = ['--encrypted-regex', '^(data|stringData)$'] as const;

/** Makes a key in a folder. */
export function createEncryption({ sops, ageKeygen }: SecretTools, folder: string): Encryption {
  const key = path.join(folder, 'age.key');
  outputOf(ageKeygen, ['-o', key], { folder });
  const recipient = outputOf(ageKeygen, ['-y', key], { folder }).trim();
  const env = { SOPS_AGE_KEY_FILE: key };
  return {
    encrypt: (secret, ...options) => {
      const file = path.join(folder, 'plain.yaml');
      writeFileSync(file, secret);
      return outputOf(sops, ['--encrypt', '--age', recipient, ...options, file], { folder });
    },
    decrypt: (file, ...options) => runProgram(sops, ['--decrypt', ...options, file], { folder, env }),
    recipient,
    env,
  };
}
