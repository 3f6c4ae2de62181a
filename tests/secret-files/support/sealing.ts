import path from 'node:path';
import { outputOf, type Ran, runProgram } from './program';
import type { SecretTools } from './tools';

/** A key pair of a Sealed Secrets controller, with kubeseal on both sides of it. */
export interface Sealing {
  /** Seals the YAML of a Secret. */
  seal(secret: string, ...options: string[]): string;
  /** Opens the YAML of a SealedSecret with the private key, as the controller does. */
  open(sealedSecret: string): Ran;
}

/** Makes a key pair in a folder, as the guide of Sealed Secrets has it for keys of one's own. */
export function createSealing({ kubeseal }: SecretTools, folder: string): Sealing {
  const [key, certificate] = [path.join(folder, 'tls.key'), path.join(folder, 'tls.crt')];
  outputOf(
    'openssl',
    [
      'req',
      '-x509',
      '-nodes',
      '-days',
      '1',
      '-newkey',
      'rsa:4096',
      '-keyout',
      key,
      '-out',
      certificate,
      '-subj',
      '/CN=sealed-secret/O=sealed-secret',
    ],
    { folder },
  );
  return {
    seal: (input, ...options) => outputOf(kubeseal, ['--cert', certificate, '--format', 'yaml', ...options], { folder, input }),
    open: (input) => runProgram(kubeseal, ['--recovery-unseal', '--recovery-private-key', key, '--format', 'yaml'], { folder, input }),
  };
}
