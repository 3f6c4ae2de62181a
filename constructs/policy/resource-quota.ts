import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Quota, QuotaAmounts } from '../../model/platform';
import { metadataOf, type Setting } from '../delivery/metadata';
import { namespaceSubject } from '../delivery/namespace';
import { Manifest, type Plain } from '../manifest';

/** The bounds of all pods together. */
export interface NamespaceQuotaProps {
  readonly setting: Setting;
  readonly quota: Quota;
}

/**
 * Bounds all pods of the namespace together.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export class NamespaceQuota extends Manifest {
  constructor(scope: Construct, id: string, { setting, quota: { limits, pods, requests, extendedResources } }: NamespaceQuotaProps) {
    const devices = Object.fromEntries(Object.entries(extendedResources).map(([name, amount]) => [name, String(amount)]));
    const hard = {
      ...prefixed('limits', limits),
      ...(pods !== undefined && { pods: String(pods) }),
      ...prefixed('requests', { ...requests, ...devices }),
    };
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: metadataOf(setting, namespaceSubject(setting), { name: setting.product, stage: 'configuration' }),
      spec: { hard } satisfies Plain<k8s.ResourceQuotaSpec>,
    });
  }
}

function prefixed(kind: 'requests' | 'limits', amounts: QuotaAmounts): Record<string, string> {
  return Object.fromEntries(Object.entries(amounts).map(([resource, amount]) => [`${kind}.${resource}`, amount]));
}
