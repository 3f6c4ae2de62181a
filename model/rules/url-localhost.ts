import type { RuleContext } from './context';
import { isForBrowsers } from './facts/browser-variables';
import type { UrlUse } from './facts/urls';
import { rule } from './rule';

/** Reports URLs that lead to the pod itself, where that is not the service's own port. */
export const urlLocalhost = rule('url-localhost', (context, report) => {
  const hostnameByPort = hostnamesByPort(context);
  for (const use of context.urlFacts.urls) {
    const { variable, host, port, target } = use;
    if (target.kind !== 'local' || isForBrowsers(variable.name) || isOwnPort(use)) continue;
    const suggestion = port === undefined ? undefined : hostnameByPort.get(port);
    report({ variable: variable.name, host, suggestion }, variable.origin.place);
  }
});

function isOwnPort({ variable, port }: UrlUse): boolean {
  return port === variable.service.port || port === variable.service.metrics?.port;
}

/** Ports that only one thing listens on, so that a port tells who was meant. */
function hostnamesByPort({ platform, endpoints }: RuleContext): Map<number, string | undefined> {
  const hostnames = new Map<number, string | undefined>();
  const listeners = [...platform.services.map(({ name, port }) => ({ host: name, port })), ...endpoints];
  for (const { host, port } of listeners) hostnames.set(port, hostnames.has(port) ? undefined : host);
  return hostnames;
}
