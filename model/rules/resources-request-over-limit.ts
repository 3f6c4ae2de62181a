import { rule } from './rule';

/** Reports requests above the limit of the same resource, at whichever of the two was set later. */
export const resourcesRequestOverLimit = rule('resources-request-over-limit', ({ amounts }, report) => {
  for (const { requests, limits } of amounts) {
    if (requests === undefined || limits === undefined || !((requests.value ?? 0) > (limits.value ?? Number.POSITIVE_INFINITY))) continue;
    const [blamed, other] = limits.rank > requests.rank ? [limits, requests] : [requests, limits];
    const label = `the ${other === limits ? 'limit' : 'request'} is ${other.rank === 0 ? 'built in, and could be set at' : 'set at'}`;
    const related = [{ label, place: other.place }];
    report({ resource: requests.resource, request: requests.quantity, limit: limits.quantity }, blamed.place, { related });
  }
});
