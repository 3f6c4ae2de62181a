import type { Construct } from 'constructs';
import type { SecretObject } from '../../model/blueprint';
import { prunedLast } from '../delivery/kept';
import { metadataOf, type Setting } from '../delivery/metadata';
import { Manifest } from '../manifest';
import { secretSubject } from './secret-subject';

/** A SealedSecret of the team's. */
export interface SealedSecretProps {
  readonly setting: Setting;
  readonly secret: Extract<SecretObject, { kind: 'sealed-secret' }>;
}

/**
 * A SealedSecret as the team has made it. The seal binds the name, the namespace and the scope that an annotation names; other labels and annotations can be
 * added to it.
 * @see https://github.com/bitnami-labs/sealed-secrets#scopes
 */
export class SealedSecret extends Manifest {
  constructor(scope: Construct, id: string, { setting, secret }: SealedSecretProps) {
    const { sealed } = secret;
    const metadata = metadataOf(setting, secretSubject(setting, secret), {
      name: secret.name,
      stage: 'secrets',
      // Its Secret goes with it, and pods of before read that until they are replaced.
      annotations: { ...prunedLast(setting), ...sealed.annotations },
    });
    super(scope, id, {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { ...metadata, labels: { ...sealed.labels, ...metadata.labels } },
      spec: sealed.spec,
    });
  }
}
