import type { Exposure } from '../../blueprint';
import type { Routing } from '../../platform';

/** What all exposures of an environment have in common. */
export function partOf({
  target,
  controller,
  className,
  gateway,
  tls,
}: Routing): Pick<Exposure, 'target' | 'controller' | 'className' | 'gateway' | 'tls' | 'httpRoutes' | 'policies'> {
  // A Gateway that is not ours has its certificate from whoever runs it.
  const ownsCertificate = gateway === undefined || gateway.emit;
  return {
    httpRoutes: [],
    policies: [],
    target,
    controller,
    className: target === 'ingress' ? className : undefined,
    gateway,
    tls: tls && { certificate: ownsCertificate ? tls.secretName : undefined },
  };
}
