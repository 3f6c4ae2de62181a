import { rule } from './rule';

/** Reports routes in plain HTTP outside development. */
export const ingressWithoutTls = rule('ingress-without-tls', ({ platform: { ingress, development, routes } }, report) => {
  if (ingress === undefined || development || ingress.tlsSecretName !== undefined || routes.length === 0) return;
  report({ host: ingress.host }, ingress.place);
});
