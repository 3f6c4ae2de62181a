import type { Construct } from 'constructs';
import type { Blueprint } from '../../model/blueprint';
import { Manifest } from '../manifest';
import { confirmedBefore } from './kept';
import { createSubject, type Setting, type Subject, waveAnnotation } from './metadata';

/**
 * The Pod Security level, pinned to the oldest Kubernetes we support: an upgrade of the cluster must not refuse pods by surprise.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
const podSecurity = { level: 'restricted', version: 'v1.35' };

/** The namespace and what bounds its pods, as the labels of its objects say it. */
export function namespaceSubject(setting: Setting, labels: Readonly<Record<string, string>> = {}): Subject {
  return createSubject(setting, { name: setting.product, instance: setting.namespace, component: 'namespace', labels });
}

/** The product's namespace, in which only restricted pods are admitted. */
export class ProductNamespace extends Manifest {
  constructor(scope: Construct, id: string, blueprint: Setting & Pick<Blueprint, 'label'>) {
    const modes = ['enforce', 'audit', 'warn'];
    const labels = Object.fromEntries(
      modes.flatMap((mode) => [
        [`pod-security.kubernetes.io/${mode}`, podSecurity.level],
        [`pod-security.kubernetes.io/${mode}-version`, podSecurity.version],
      ]),
    );
    const subject = namespaceSubject(blueprint, labels);
    const annotations = {
      'cadastre.dev/display-name': blueprint.label,
      ...waveAnnotation(blueprint, 'namespace'),
      ...blueprint.annotations,
      ...confirmedBefore(blueprint),
    };
    super(scope, id, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: blueprint.namespace, labels: subject.labels, annotations } });
  }
}
