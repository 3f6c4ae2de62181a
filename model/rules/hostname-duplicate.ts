import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports a hostname that an earlier service, by key, or a backing service of the environment has too. */
export const hostnameDuplicate = rule('hostname-duplicate', ({ platform, serviceByHostname, endpoints }, report) => {
  const endpointByHost = new Map(endpoints.map((endpoint) => [endpoint.host, endpoint]));
  for (const service of platform.services) {
    const hostname = service.name;
    const { place } = service.origins.hostname;
    const other = serviceByHostname.get(hostname);
    if (other !== undefined && other !== service) {
      report({ hostname, other: other.key, kind: 'service' }, place, {
        related: [{ label: 'also declared at', place: other.origins.hostname.place }],
      });
    }
    const endpoint = endpointByHost.get(hostname);
    if (endpoint !== undefined) {
      const declared =
        endpoint.inCluster === undefined ? placeUnder(endpoint.place, endpoint.cluster === undefined ? 'host' : 'cluster') : endpoint.place;
      report({ hostname, other: endpoint.kind, kind: 'backing' }, place, { related: [{ label: 'declared at', place: declared }] });
    }
  }
});
