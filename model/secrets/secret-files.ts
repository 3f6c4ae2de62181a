import type { Reference, SecretObject } from '../blueprint';
import type { Platform, SecretFilesProvider } from '../platform';
import { secretHomes } from './homes';
import { providedSecrets } from './provided';

/** The SealedSecrets of the team's that a workload reads, each in the file of that workload. */
export function sealedSecrets(platform: Platform, { files }: SecretFilesProvider, references: readonly Reference[]): SecretObject[] {
  const byName = new Map(providedSecrets(references).map((secret) => [secret.name, secret]));
  const homeOf = secretHomes(platform);
  return files.flatMap(({ name = '', sealed }): SecretObject[] => {
    const secret = byName.get(name);
    if (secret === undefined || sealed === undefined) return [];
    return [{ kind: 'sealed-secret', name, file: homeOf(secret) ?? '01-sealed-secrets', owner: secret.owner, sealed }];
  });
}

/**
 * The Secrets that sops has encrypted, byte by byte: its checksum covers the order of the values. They are not for the API server, and their names are
 * such that neither kubectl nor Argo CD takes them for manifests.
 */
export function encryptedFiles({ files }: SecretFilesProvider): SecretObject[] {
  return files.flatMap(({ name, text }): SecretObject[] =>
    name === undefined ? [] : [{ kind: 'encrypted-file', name, file: `${name}.k8s.yaml.sops`, text }],
  );
}
