import type { Construct } from 'constructs';
import type { PasswordSpec } from '../../imports/generators.external-secrets.io';
import type { Platform } from '../../model/platform';
import { createSubject, metadataOf } from '../delivery/metadata';
import { Manifest } from '../manifest';

const name = 'cadastre-password';

/** How the objects of the operator refer to the generator. */
export const passwordGeneratorRef = { apiVersion: 'generators.external-secrets.io/v1alpha1', kind: 'Password', name } as const;

/**
 * Makes passwords for the External Secrets Operator, another one each time it is asked: 32 letters and digits, since symbols would have to be encoded in a URL
 * and Kubernetes cannot do that.
 * @see https://external-secrets.io/latest/api/generator/password/
 */
export class PasswordGenerator extends Manifest {
  constructor(scope: Construct, id: string, platform: Platform) {
    const subject = createSubject(platform, { name, instance: name, component: 'credentials' });
    super(scope, id, {
      apiVersion: passwordGeneratorRef.apiVersion,
      kind: passwordGeneratorRef.kind,
      metadata: metadataOf(platform, subject, { name, wave: 'configuration' }),
      spec: { length: 32, digits: 8, symbols: 0, noUpper: false, allowRepeat: true } satisfies PasswordSpec,
    });
  }
}
