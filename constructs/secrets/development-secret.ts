import type { Construct } from 'constructs';
import type { SecretObject } from '../../model/blueprint';
import { metadataOf, type Setting } from '../delivery/metadata';
import { Manifest } from '../manifest';
import { secretSubject } from './secret-subject';

/** A Secret of the blueprint, and its values. */
export interface DevelopmentSecretProps {
  readonly setting: Setting;
  readonly secret: Extract<SecretObject, { kind: 'development' }>;
  /** The values, all of them derived from the environment's seed. */
  readonly data: Readonly<Record<string, string>>;
}

/** A Secret with development values. It goes into a file that is never committed. */
export class DevelopmentSecret extends Manifest {
  constructor(scope: Construct, id: string, { setting, secret, data }: DevelopmentSecretProps) {
    const subject = secretSubject(setting, secret);
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: metadataOf(
        setting,
        { ...subject, labels: { ...subject.labels, ...secret.form?.labels } },
        { name: secret.name, stage: 'secrets' },
      ),
      type: secret.form?.type ?? 'Opaque',
      // Not `stringData`: with it `kubectl apply` calls the Secret changed every time.
      data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')])),
    });
  }
}
