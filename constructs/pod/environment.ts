import type { k8s } from 'cdk8s-plus-28';
import { escapeReferences } from '../../formats';
import type { Variable } from '../../model/blueprint';
import type { Plain } from '../manifest';

/**
 * Environment variables as a container spec writes them, in the given order: `$(NAME)` knows earlier variables alone.
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function containerEnvironment(variables: readonly Variable[]): Plain<k8s.EnvVar>[] {
  return variables.map((variable) => {
    switch (variable.kind) {
      case 'literal':
        return { name: variable.name, value: escapeReferences(variable.value) };
      case 'secret': {
        const { name, key, optional } = variable.secret;
        return { name: variable.name, valueFrom: { secretKeyRef: { name, key, ...(optional && { optional }) } } };
      }
      case 'field':
        return { name: variable.name, valueFrom: { fieldRef: { fieldPath: variable.field } } };
      case 'template':
        return { name: variable.name, value: variable.template };
    }
  });
}
