import { isIngressHost } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports hosts that an Ingress cannot have. */
export const ingressHostInvalid = rule('ingress-host-invalid', ({ platform: { ingress, tools } }, report) => {
  if (ingress !== undefined && !isIngressHost(ingress.host)) report({ host: ingress.host }, placeUnder(ingress.place, 'host'));
  for (const { host, place } of tools) if (host !== undefined && !isIngressHost(host)) report({ host }, placeUnder(place, 'host'));
});
