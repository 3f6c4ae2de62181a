import type { App, Chart } from 'cdk8s';
import type { ExternalSecretsProvider, Platform, SecretFilesProvider } from '../../model/platform';
import { TextFile } from '../text-file';
import { DevelopmentSecret } from './development-secret';
import { PasswordGenerator } from './password-generator';
import { PushedPassword } from './pushed-password';
import { SealedSecret } from './sealed-secret';
import { StoredSecret } from './stored-secret';

/**
 * Adds what makes the Secrets of a platform, each to the chart of the workload that it is for.
 * @param chart finds or makes a chart by its name
 */
export function addPlatformSecrets(chart: (name: string) => Chart, platform: Platform): void {
  const { secretProvider } = platform;
  switch (secretProvider.provider) {
    case 'development':
      addDevelopmentSecrets(chart, platform);
      return;
    case 'external-secrets':
      addExternalSecrets(chart, platform, secretProvider);
      return;
    case 'sealed-secrets':
      addSealedSecrets(chart, platform, secretProvider);
      return;
    case 'sops':
    case 'existing':
  }
}

/**
 * All development Secrets in one file. Its name keeps it out of version control, and before the pods that need it in an
 * apply of the whole folder.
 */
function addDevelopmentSecrets(chart: (name: string) => Chart, platform: Platform): void {
  for (const secret of platform.secrets) {
    if (secret.data !== undefined)
      new DevelopmentSecret(chart('01-development.secret'), secret.name, { platform, secret, data: secret.data });
  }
}

/** The file of what several workloads share comes before theirs in an apply of the whole folder. */
const sharedFile = '01-external-secrets';

function addExternalSecrets(chart: (name: string) => Chart, platform: Platform, provider: ExternalSecretsProvider): void {
  const byName = new Map(platform.secrets.map((secret) => [secret.name, secret]));
  if (provider.secrets.some(({ pushed, generated }) => pushed !== undefined || generated)) {
    new PasswordGenerator(chart(sharedFile), 'password-generator', platform);
  }
  for (const external of provider.secrets) {
    const secret = byName.get(external.name);
    if (secret === undefined) continue;
    const home = chart(external.home ?? sharedFile);
    if (external.pushed !== undefined)
      new PushedPassword(home, `push-${secret.name}`, { platform, provider, secret, entry: external.pushed });
    new StoredSecret(home, `secret-${secret.name}`, { platform, provider, secret, external });
  }
}

function addSealedSecrets(chart: (name: string) => Chart, platform: Platform, { files }: SecretFilesProvider): void {
  const byName = new Map(platform.secrets.map((secret) => [secret.name, secret]));
  for (const { name = '', sealed, home } of files) {
    const secret = byName.get(name);
    if (secret !== undefined && sealed !== undefined)
      new SealedSecret(chart(home ?? '01-sealed-secrets'), `sealed-${name}`, { platform, secret, sealed });
  }
}

/**
 * Adds the Secrets that sops has encrypted, byte by byte: its checksum covers the order of the values. They are not for the API server, and their names are such
 * that neither kubectl nor Argo CD takes them for manifests.
 */
export function addEncryptedFiles(app: App, { secretProvider }: Platform): void {
  if (secretProvider.provider !== 'sops') return;
  for (const { name, text } of secretProvider.files) if (name !== undefined) new TextFile(app, `${name}.k8s.yaml.sops`, text);
}
