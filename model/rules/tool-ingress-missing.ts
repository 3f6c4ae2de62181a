import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports tools with a host in an environment without an Ingress. */
export const toolIngressMissing = rule('tool-ingress-missing', ({ platform: { tools, ingress } }, report) => {
  if (ingress !== undefined) return;
  for (const { name, host, place } of tools) if (host !== undefined) report({ tool: name }, placeUnder(place, 'host'));
});
