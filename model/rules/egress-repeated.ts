import { rule } from './rule';

/** Reports endpoints outside the platform that a service lists twice. */
export const egressRepeated = rule('egress-repeated', ({ platform }, report) => {
  for (const { egress = [] } of platform.services) {
    const seen = new Set<string>();
    for (const { host, port, place } of egress) {
      const endpoint = `${host}:${port}`;
      if (seen.has(endpoint)) report({ endpoint }, place);
      seen.add(endpoint);
    }
  }
});
