import type { Construct } from 'constructs';
import type { PushSecretSpec } from '../../imports/external-secrets.io';
import type { ExternalSecretsProvider, Platform, PlatformSecret, StoreEntry } from '../../model/platform';
import { metadataOf } from '../delivery/metadata';
import { Manifest } from '../manifest';
import { passwordGeneratorRef } from './password-generator';
import { secretSubject } from './secret-subject';

/** What a password in the store is made from. */
export interface PushedPasswordProps {
  readonly platform: Platform;
  readonly provider: ExternalSecretsProvider;
  readonly secret: PlatformSecret;
  /** Where in the store it goes. */
  readonly entry: StoreEntry;
}

/**
 * A password that the External Secrets Operator makes and puts into the store, unless there is one already. It stays there when the object goes, since a
 * database knows it by then.
 * @see https://external-secrets.io/latest/api/pushsecret/
 */
export class PushedPassword extends Manifest {
  constructor(scope: Construct, id: string, { platform, provider, secret, entry }: PushedPasswordProps) {
    const { remoteKey, property } = entry;
    super(scope, id, {
      apiVersion: 'external-secrets.io/v1alpha1',
      kind: 'PushSecret',
      metadata: metadataOf(platform, secretSubject(platform, secret), { name: secret.name, wave: 'passwords' }),
      spec: {
        refreshInterval: provider.refreshInterval,
        updatePolicy: 'IfNotExists',
        deletionPolicy: 'None',
        secretStoreRefs: [provider.store],
        selector: { generatorRef: passwordGeneratorRef },
        // The strategy is what the API server fills in: within a list Argo CD would take that for a difference.
        data: [
          {
            conversionStrategy: 'None',
            match: { secretKey: 'password', remoteRef: { remoteKey, ...(property !== undefined && { property }) } },
          },
        ],
      } satisfies PushSecretSpec,
    });
  }
}
