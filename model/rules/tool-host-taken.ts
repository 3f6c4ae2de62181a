import type { Place } from '../../diagnostics';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports tools with the host of the routes, or of an earlier tool. */
export const toolHostTaken = rule('tool-host-taken', ({ platform: { tools, ingress } }, report) => {
  const taken = new Map<string, { readonly other: string; readonly place: Place }>();
  if (ingress !== undefined) taken.set(ingress.host, { other: 'the routes', place: placeUnder(ingress.place, 'host') });
  for (const { name, host, place } of tools) {
    if (host === undefined) continue;
    const at = placeUnder(place, 'host');
    const first = taken.get(host);
    if (first === undefined) taken.set(host, { other: `\`${name}\``, place: at });
    else report({ tool: name, host, other: first.other }, at, { related: [{ label: 'also declared at', place: first.place }] });
  }
});
