import type { Construct } from 'constructs';
import type { Platform, PlatformSecret } from '../../model/platform';
import { metadataOf } from '../delivery/metadata';
import { Manifest } from '../manifest';
import { secretSubject } from './secret-subject';

/** What a development Secret is made from. */
export interface DevelopmentSecretProps {
  readonly platform: Platform;
  readonly secret: PlatformSecret;
  /** The values, all of them derived from the environment's seed. */
  readonly data: Readonly<Record<string, string>>;
}

/** A Secret with development values. It goes into a file that is never committed. */
export class DevelopmentSecret extends Manifest {
  constructor(scope: Construct, id: string, { platform, secret, data }: DevelopmentSecretProps) {
    const subject = secretSubject(platform, secret);
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: metadataOf(
        platform,
        { ...subject, labels: { ...subject.labels, ...secret.form?.labels } },
        { name: secret.name, wave: 'secrets' },
      ),
      type: secret.form?.type ?? 'Opaque',
      // Not `stringData`: with it `kubectl apply` calls the Secret changed every time.
      data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')])),
    });
  }
}
