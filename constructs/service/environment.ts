import type { k8s } from 'cdk8s-plus-28';
import { escapeReferences } from '../../formats';
import type { EnvVariable, SecretKey } from '../../model/platform';
import type { Plain } from '../manifest';

/**
 * Environment variables as a container spec writes them, in the given order: `$(NAME)` knows earlier variables alone.
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function containerEnvironment(variables: readonly EnvVariable[]): Plain<k8s.EnvVar>[] {
  return variables.map((variable) => {
    switch (variable.kind) {
      case 'literal':
        return { name: variable.name, value: escapeReferences(variable.value) };
      case 'secret':
        return secretVariable(variable.name, variable.secret);
      case 'template':
        return { name: variable.name, value: variable.template };
    }
  });
}

/** An environment variable that a Secret holds. */
export function secretVariable(name: string, { name: secretName, key, optional }: SecretKey): Plain<k8s.EnvVar> {
  return { name, valueFrom: { secretKeyRef: { name: secretName, key, ...(optional && { optional }) } } };
}
