import { isDnsSubdomain } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports texts that cannot be the name of an IngressClass. */
export const ingressClassInvalid = rule('ingress-class-invalid', ({ platform: { ingress } }, report) => {
  if (ingress !== undefined && !isDnsSubdomain(ingress.className)) {
    report({ className: ingress.className }, placeUnder(ingress.place, 'className'));
  }
});
