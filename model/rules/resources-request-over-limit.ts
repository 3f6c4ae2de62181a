import { compareQuantities } from '../../formats';
import { rule } from './rule';

/** Reports requests above the limit of the same resource, at whichever of the two was set later. */
export const resourcesRequestOverLimit = rule('resources-request-over-limit', ({ amounts }, report) => {
  for (const { requests, limits } of amounts.flat()) {
    if (requests === undefined || limits === undefined || !((compareQuantities(requests.quantity, limits.quantity) ?? 0) > 0)) continue;
    const [blamed, other] = limits.rank > requests.rank ? [limits, requests] : [requests, limits];
    const related = [{ label: other === limits ? 'the limit is set at' : 'the request is set at', place: other.place }];
    report({ resource: requests.resource, request: requests.quantity, limit: limits.quantity }, blamed.place, { related });
  }
});
