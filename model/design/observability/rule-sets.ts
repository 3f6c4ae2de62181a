import type { Certificate, Exposure, PrometheusRule, RuleSet, Workload } from '../../blueprint';
import type { Platform, Service } from '../../platform';
import { labelsOf, type Watched } from './alert';
import { certificateRules } from './certificate-alerts';
import { databaseAlerts } from './database-alerts';
import { jobAlerts } from './job-alerts';
import { queueAlerts } from './queue-alerts';
import { requestAlerts } from './request-alerts';
import { sloRules } from './slo-rules';
import { volumeAlerts } from './volume-alerts';
import { workloadAlerts } from './workload-alerts';

/** The rules of a platform: a set for each service with its Jobs, for each server, and for each certificate. */
export function designRuleSets(
  platform: Platform,
  workloads: readonly Workload[],
  exposures: readonly Exposure[],
  certificates: readonly Certificate[],
): RuleSet[] {
  if (!platform.observability.rules) return [];
  const jobs = new Map<string | undefined, Workload[]>();
  for (const workload of workloads) {
    if (workload.lifetime.kind !== 'run-once') continue;
    const others = jobs.get(workload.service);
    if (others === undefined) jobs.set(workload.service, [workload]);
    else others.push(workload);
  }
  const services = new Map(platform.services.map((service) => [service.key, service]));
  const own = workloads.flatMap((workload): RuleSet[] => {
    // Tools are for people who develop, and sit with them.
    if (workload.lifetime.kind === 'run-once' || workload.kind === 'tool') return [];
    const service = workload.service === undefined ? undefined : services.get(workload.service);
    return [ruleSet(platform, workload, service, service === undefined ? [] : (jobs.get(service.key) ?? []))];
  });
  return [...own, ...certificateRules(platform, exposures, certificates)];
}

function ruleSet(platform: Platform, workload: Workload, service: Service | undefined, jobs: readonly Workload[]): RuleSet {
  const { name, file, id, place } = workload;
  const watched: Watched = { name: service?.key ?? name, team: workload.description.team };
  const rules: PrometheusRule[] = [
    ...(service === undefined ? [] : requestAlerts(platform, service)),
    ...workloadAlerts(platform, workload),
    ...jobAlerts(platform, jobs),
    ...volumeAlerts(platform, workload),
    ...(service === undefined ? queueAlerts(platform, workload) : databaseAlerts(platform, service)),
  ];
  return {
    name,
    file,
    workload: id,
    labels: platform.observability.labels,
    groups: [
      { name: `${platform.namespace}/${watched.name}`, labels: labelsOf(platform, watched), rules },
      ...(service === undefined ? [] : sloRules(platform, service, watched)),
    ],
    place,
  };
}
