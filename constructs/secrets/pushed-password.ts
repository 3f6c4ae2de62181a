import type { Construct } from 'constructs';
import type { PushSecretSpec } from '../../imports/external-secrets.io';
import type { SecretObject } from '../../model/blueprint';
import { metadataOf, type Setting } from '../delivery/metadata';
import { Manifest } from '../manifest';
import { passwordGeneratorRef } from './password-generator';
import { secretSubject } from './secret-subject';

/** A password, and the entry of the store that it goes to. */
export interface PushedPasswordProps {
  readonly setting: Setting;
  readonly secret: Extract<SecretObject, { kind: 'pushed-password' }>;
}

/**
 * A password that the External Secrets Operator makes and puts into the store, unless there is one already. It stays there when the object goes, since a
 * database knows it by then.
 * @see https://external-secrets.io/latest/api/pushsecret/
 */
export class PushedPassword extends Manifest {
  constructor(scope: Construct, id: string, { setting, secret }: PushedPasswordProps) {
    const { remoteKey, property } = secret.entry;
    super(scope, id, {
      apiVersion: 'external-secrets.io/v1alpha1',
      kind: 'PushSecret',
      metadata: metadataOf(setting, secretSubject(setting, secret), { name: secret.name, stage: 'passwords' }),
      spec: {
        refreshInterval: secret.refreshInterval,
        updatePolicy: 'IfNotExists',
        deletionPolicy: 'None',
        secretStoreRefs: [secret.store],
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
