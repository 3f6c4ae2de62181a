import type { Construct } from 'constructs';
import type { CertificateSpec } from '../../imports/cert-manager.io';
import type { Certificate } from '../../model/blueprint';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { Manifest } from '../manifest';

/** A certificate that cert-manager is asked for. */
export interface HostsCertificateProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly certificate: Certificate;
}

/**
 * The certificate of hosts, which cert-manager keeps in the Secret of the same name.
 * @see https://cert-manager.io/docs/usage/certificate/
 */
export class HostsCertificate extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, certificate }: HostsCertificateProps) {
    const { name, hosts, issuer } = certificate;
    super(scope, id, {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: metadataOf(setting, subject, { name, stage: 'routes' }),
      spec: { secretName: name, dnsNames: [...hosts], issuerRef: { kind: issuer.kind, name: issuer.name } } satisfies CertificateSpec,
    });
  }
}
