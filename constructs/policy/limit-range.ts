import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Resources } from '../../model/platform';
import { metadataOf, type Setting } from '../delivery/metadata';
import { namespaceSubject } from '../delivery/namespace';
import { Manifest, type Plain } from '../manifest';
import { amounts } from '../pod/resources';

/** The resources of a container that names none. */
export interface NamespaceLimitRangeProps {
  readonly setting: Setting;
  readonly containerDefaults: Resources;
}

/**
 * Gives resources to a container of the namespace that names none. It bounds no container that does: the platform's own all do.
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export class NamespaceLimitRange extends Manifest {
  constructor(scope: Construct, id: string, { setting, containerDefaults }: NamespaceLimitRangeProps) {
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: metadataOf(setting, namespaceSubject(setting), { name: setting.product, stage: 'configuration' }),
      spec: {
        limits: [{ type: 'Container', default: amounts(containerDefaults.limits), defaultRequest: amounts(containerDefaults.requests) }],
      } satisfies Plain<k8s.LimitRangeSpec>,
    });
  }
}
