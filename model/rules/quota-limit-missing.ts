import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports containers without a CPU limit in a namespace whose quota adds the limits up. */
export const quotaLimitMissing = rule('quota-limit-missing', ({ endpoints, platform }, report) => {
  const { quota, services } = platform;
  if (quota?.limits.cpu === undefined) return;
  const related = [{ label: 'the quota counts CPU limits at', place: placeUnder(quota.place, 'limits', 'cpu') }];
  for (const { key, origins, resources } of services) {
    if (resources.limits.cpu === undefined) report({ name: key }, origins['resources.limits.cpu'].place, { related });
  }
  for (const { field, inCluster } of endpoints) {
    if (inCluster !== undefined && inCluster.resources.limits.cpu === undefined) {
      report({ name: field }, inCluster.resourceOrigins['resources.limits.cpu'].place, { related });
    }
  }
});
