import type { Construct } from 'constructs';
import type { Platform, PlatformSecret, SealedSecretContent } from '../../model/platform';
import { metadataOf } from '../delivery/metadata';
import { Manifest } from '../manifest';
import { secretSubject } from './secret-subject';

/** What a SealedSecret is made from. */
export interface SealedSecretProps {
  readonly platform: Platform;
  readonly secret: PlatformSecret;
  /** What the team has sealed. */
  readonly sealed: SealedSecretContent;
}

/**
 * A SealedSecret as the team has made it. The seal binds the name, the namespace and the scope that an annotation names; other labels and annotations can be
 * added to it.
 * @see https://github.com/bitnami-labs/sealed-secrets#scopes
 */
export class SealedSecret extends Manifest {
  constructor(scope: Construct, id: string, { platform, secret, sealed }: SealedSecretProps) {
    const metadata = metadataOf(platform, secretSubject(platform, secret), {
      name: secret.name,
      wave: 'secrets',
      annotations: sealed.annotations,
    });
    super(scope, id, {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { ...metadata, labels: { ...sealed.labels, ...metadata.labels } },
      spec: sealed.spec,
    });
  }
}
