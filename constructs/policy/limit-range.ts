import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Platform, Resources } from '../../model/platform';
import { metadataOf } from '../delivery/metadata';
import { namespaceSubject } from '../delivery/namespace';
import { Manifest, type Plain } from '../manifest';
import { amounts } from '../service/resource-requirements';

/** What a limit range is made from. */
export interface NamespaceLimitRangeProps {
  readonly platform: Platform;
  readonly containerDefaults: Resources;
}

/**
 * What a container of the namespace gets that says nothing of its resources. It bounds none that does: the platform's own all do.
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export class NamespaceLimitRange extends Manifest {
  constructor(scope: Construct, id: string, { platform, containerDefaults }: NamespaceLimitRangeProps) {
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: metadataOf(platform, namespaceSubject(platform), { name: platform.product, wave: 'configuration' }),
      spec: {
        limits: [{ type: 'Container', default: amounts(containerDefaults.limits), defaultRequest: amounts(containerDefaults.requests) }],
      } satisfies Plain<k8s.LimitRangeSpec>,
    });
  }
}
