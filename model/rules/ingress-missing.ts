import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports an environment that has routes and no Ingress. */
export const ingressMissing = rule('ingress-missing', ({ platform: { ingress, routes, sources } }, report) => {
  const [first] = routes;
  if (ingress !== undefined || first === undefined) return;
  report({ routes: routes.length }, placeUnder(sources.overlay), { related: [{ label: 'the first is declared at', place: first.place }] });
});
