import type { UrlUse } from './facts/urls';
import { isForBrowsers } from './facts/browser-variables';
import { rule } from './rule';

/** Reports URLs that lead to an endpoint outside the platform which the service's own list does not have. A service without a list says nothing. */
export const egressUndeclared = rule('egress-undeclared', ({ platform, urlFacts }, report) => {
  const ownHost = platform.ingress?.host.toLowerCase();
  const declared = new Map(
    platform.services.map(({ key, egress }) => [key, egress && new Set(egress.map(({ host, port }) => `${host}:${port}`))]),
  );
  for (const use of urlFacts.urls) {
    const { variable, host, port, target } = use;
    const endpoints = declared.get(variable.service.key);
    if (endpoints === undefined || target.kind !== 'elsewhere' || port === undefined || !isName(use)) continue;
    if (host === ownHost || isForBrowsers(variable.name) || endpoints.has(`${host}:${port}`)) continue;
    report({ variable: variable.name, endpoint: `${host}:${port}`, service: variable.service.key }, variable.origin.place);
  }
});

/** A DNS name that was meant as one: no address, and nothing that is filled in later. */
function isName({ host }: UrlUse): boolean {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*$/.test(host);
}
