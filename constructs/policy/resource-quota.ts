import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Platform, Quota, QuotaAmounts } from '../../model/platform';
import { metadataOf } from '../delivery/metadata';
import { namespaceSubject } from '../delivery/namespace';
import { Manifest, type Plain } from '../manifest';

/** What a quota is made from. */
export interface NamespaceQuotaProps {
  readonly platform: Platform;
  readonly quota: Quota;
}

/**
 * What all pods of the namespace may have together.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export class NamespaceQuota extends Manifest {
  constructor(scope: Construct, id: string, { platform, quota: { limits, pods, requests } }: NamespaceQuotaProps) {
    const hard = { ...prefixed('limits', limits), ...(pods !== undefined && { pods: String(pods) }), ...prefixed('requests', requests) };
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: metadataOf(platform, namespaceSubject(platform), { name: platform.product, wave: 'configuration' }),
      spec: { hard } satisfies Plain<k8s.ResourceQuotaSpec>,
    });
  }
}

function prefixed(kind: 'requests' | 'limits', amounts: QuotaAmounts): Record<string, string> {
  return Object.fromEntries(Object.entries(amounts).map(([resource, amount]) => [`${kind}.${resource}`, amount]));
}
