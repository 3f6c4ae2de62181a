import type { Construct } from 'constructs';
import type { ExternalSecretSpec, ExternalSecretSpecTargetTemplate } from '../../imports/external-secrets.io';
import type { SecretObject } from '../../model/blueprint';
import type { PlatformSecretKey, SecretForm, StoreEntry } from '../../model/platform';
import { prunedLast } from '../delivery/kept';
import { metadataOf, type Setting } from '../delivery/metadata';
import { Manifest } from '../manifest';
import { databaseUriTemplate } from './database-uri';
import { passwordGeneratorRef } from './password-generator';
import { secretSubject } from './secret-subject';
import { templateText } from './template-text';

/** A Secret that the External Secrets Operator makes. */
export interface StoredSecretProps {
  readonly setting: Setting;
  readonly secret: Extract<SecretObject, { kind: 'external-secret' }>;
}

/**
 * Has the External Secrets Operator make a Secret: values from the store as they are, known ones as they are known, and the URI put together from both.
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export class StoredSecret extends Manifest {
  constructor(scope: Construct, id: string, { setting, secret }: StoredSecretProps) {
    const { entries, generated, keys, form, store } = secret;
    super(scope, id, {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: metadataOf(setting, secretSubject(setting, secret), {
        name: secret.name,
        stage: 'secrets',
        // Its Secret goes with it, and pods of before read that until they are replaced.
        annotations: prunedLast(setting),
      }),
      spec: {
        // A generator gives another password each time: the database would not hear of it.
        ...(generated ? { refreshPolicy: secret.refreshPolicy } : { refreshInterval: secret.refreshInterval }),
        ...(entries.length > 0 && { secretStoreRef: store }),
        target: {
          name: secret.name,
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
          template: secretTemplate(keys, form),
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

/** The fields that the API server fills in. Within a list Argo CD would take that for a difference, and sync for ever. */
const defaultedRemoteRef = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } as const;

/** Without a template the Secret would get Argo CD's own annotations from its ExternalSecret, and be pruned as an object that is in no manifest. */
function secretTemplate(keys: readonly PlatformSecretKey[], form: SecretForm | undefined): ExternalSecretSpecTargetTemplate {
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
