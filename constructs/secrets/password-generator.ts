import type { Construct } from 'constructs';
import type { PasswordSpec } from '../../imports/generators.external-secrets.io';
import { createSubject, metadataOf, type Setting } from '../delivery/metadata';
import { Manifest } from '../manifest';

/** The object by which those of the operator refer to the generator. */
export const passwordGeneratorRef = {
  apiVersion: 'generators.external-secrets.io/v1alpha1',
  kind: 'Password',
  name: 'cadastre-password',
} as const;

/**
 * Makes passwords for the External Secrets Operator, another one each time it is asked: 32 letters and digits, since symbols would have to be encoded in a URL
 * and Kubernetes cannot do that.
 * @see https://external-secrets.io/latest/api/generator/password/
 */
export class PasswordGenerator extends Manifest {
  constructor(scope: Construct, id: string, { setting, name }: { readonly setting: Setting; readonly name: string }) {
    const subject = createSubject(setting, { name, instance: name, component: 'credentials' });
    super(scope, id, {
      apiVersion: passwordGeneratorRef.apiVersion,
      kind: passwordGeneratorRef.kind,
      metadata: metadataOf(setting, subject, { name, stage: 'configuration' }),
      spec: { length: 32, digits: 8, symbols: 0, noUpper: false, allowRepeat: true } satisfies PasswordSpec,
    });
  }
}
