import { rule } from './rule';

/** Reports URLs that lead to a port which their service does not listen on. */
export const urlPortMismatch = rule('url-port-mismatch', ({ urlFacts }, report) => {
  for (const { variable, port, portImplied, target } of urlFacts.urls) {
    if (target.kind !== 'service' || port === undefined) continue;
    const { key, port: expected, metrics, origins } = target.service;
    if (port === expected || port === metrics?.port) continue;
    const related = [{ label: 'the port is declared at', place: origins.port.place }];
    report({ variable: variable.name, service: key, port, expected, implied: portImplied }, variable.origin.place, { related });
  }
});
