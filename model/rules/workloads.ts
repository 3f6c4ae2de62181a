import { boundedSuggest } from '../../diagnostics';
import { isTimeZone, timeZones } from '../../formats';
import { placeOf } from '../origin';
import { isCalled } from '../platform';
import { type AreaRules, rule } from './rule';

/** Reports services without a port, of a kind that is called. */
const portMissing = rule('port-missing', ({ platform }, report) => {
  for (const service of platform.services) {
    if (isCalled(service) && service.port === undefined) report({ service: service.key, kind: service.kind }, service.place);
  }
});

/** Reports workers whose health cannot be asked for, because they have no port. */
const healthWithoutPort = rule('health-without-port', ({ platform, probes }, report) => {
  const asked = new Set(probes.flatMap(({ service, check }) => ('exec' in check ? [] : [service])));
  for (const service of platform.services) {
    const { key, kind, ports } = service;
    if (kind === 'worker' && ports.length === 0 && asked.has(service))
      report({ service: key }, placeOf(platform, 'services', key, 'health'));
  }
});

/** Reports dependencies on workloads that nothing can call. */
const dependencyUnreachable = rule('dependency-unreachable', ({ platform, serviceByKey }, report) => {
  const neighbours = new Map(platform.neighbours.map((neighbour) => [neighbour.key, neighbour]));
  for (const { key, dependsOn } of platform.services) {
    for (const [index, dependency] of dependsOn.entries()) {
      const target = serviceByKey.get(dependency) ?? neighbours.get(dependency);
      if (target === undefined || target.key === key || isCalled(target)) continue;
      report({ dependency, kind: target.kind }, placeOf(platform, 'services', key, 'dependsOn', index), {
        related: [{ label: 'it is declared at', place: target.place }],
      });
    }
  }
});

/** Reports URLs whose host is a workload that nothing can call. */
const urlUnreachable = rule('url-unreachable', ({ urlFacts }, report) => {
  for (const { variable, target } of urlFacts.urls) {
    if (target.kind !== 'service' || isCalled(target.service)) continue;
    const { key: service, kind } = target.service;
    report({ variable: variable.name, service, kind }, variable.origin.place);
  }
});

/** Reports time zones that are not in the IANA database. */
const timeZoneUnknown = rule('time-zone-unknown', ({ platform }, report) => {
  const suggest = boundedSuggest(timeZones);
  for (const { key, cron } of platform.services) {
    if (cron === undefined || isTimeZone(cron.timeZone)) continue;
    report({ timeZone: cron.timeZone, suggestion: suggest(cron.timeZone) }, placeOf(platform, 'services', key, 'timeZone'));
  }
});

/** The rules about the kinds of workloads. */
export const workloadsRules: AreaRules<'workloads'> = [
  portMissing,
  healthWithoutPort,
  dependencyUnreachable,
  urlUnreachable,
  timeZoneUnknown,
];
