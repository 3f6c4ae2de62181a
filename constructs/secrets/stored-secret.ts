import type { Construct } from 'constructs';
import type { ExternalSecretSpec, ExternalSecretSpecTargetTemplate } from '../../imports/external-secrets.io';
import type {
  ExternalSecret,
  ExternalSecretsProvider,
  Platform,
  PlatformSecret,
  PlatformSecretKey,
  StoreEntry,
} from '../../model/platform';
import { metadataOf } from '../delivery/metadata';
import { Manifest } from '../manifest';
import { databaseUriTemplate } from './database-uri';
import { passwordGeneratorRef } from './password-generator';
import { secretSubject } from './secret-subject';
import { templateText } from './template-text';

/** What a Secret of the External Secrets Operator is made from. */
export interface StoredSecretProps {
  readonly platform: Platform;
  readonly provider: ExternalSecretsProvider;
  readonly secret: PlatformSecret;
  readonly external: ExternalSecret;
}

/**
 * Has the External Secrets Operator make a Secret: values from the store as they are, known ones as they are known, and the URI put together from both.
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export class StoredSecret extends Manifest {
  constructor(scope: Construct, id: string, { platform, provider, secret, external }: StoredSecretProps) {
    const { entries, generated } = external;
    super(scope, id, {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: metadataOf(platform, secretSubject(platform, secret), { name: secret.name, wave: 'secrets' }),
      spec: {
        // A generator gives another password each time: the database would not hear of it.
        ...(generated ? { refreshPolicy: provider.refreshPolicy } : { refreshInterval: provider.refreshInterval }),
        ...(entries.length > 0 && { secretStoreRef: provider.store }),
        target: {
          name: secret.name,
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
          template: secretTemplate(external.keys, secret.form),
        },
        ...(entries.length > 0 && { data: entries.map(storeData) }),
        ...(generated && { dataFrom: [{ sourceRef: { generatorRef: passwordGeneratorRef } }] }),
      } satisfies ExternalSecretSpec,
    });
  }
}

function storeData({ key, remoteKey, property }: StoreEntry): NonNullable<ExternalSecretSpec['data']>[number] {
  return { secretKey: key, remoteRef: { key: remoteKey, ...(property !== undefined && { property }), ...defaultedRemoteRef } };
}

/** What the API server fills in. Within a list Argo CD would take that for a difference, and sync for ever. */
const defaultedRemoteRef = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } as const;

/** Without a template the Secret would get Argo CD's own annotations from its ExternalSecret, and be pruned as something nobody asked for. */
function secretTemplate(keys: readonly PlatformSecretKey[], form: PlatformSecret['form']): ExternalSecretSpecTargetTemplate {
  const data = keys.flatMap(({ name, source }): [string, string][] => {
    if (source.kind === 'known') return [[name, templateText(source.value)]];
    return source.kind === 'uri' ? [[name, databaseUriTemplate(keys)]] : [];
  });
  return {
    engineVersion: 'v2',
    type: form?.type ?? 'Opaque',
    ...(form !== undefined && { metadata: { labels: form.labels } }),
    ...(data.length > 0 && { mergePolicy: 'Merge', data: Object.fromEntries(data) }),
  };
}
