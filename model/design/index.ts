import { backingServerDesign } from '../backing';
import { type Blueprint, type ManagedDatabase, type Stage, type Workload } from '../blueprint';
import { expectPlatform } from '../expect-platform';
import type { Platform, Service } from '../platform';
import { designSecretObjects } from '../secrets';
import { designArgoTree } from './argo/argo-tree';
import { designBackingServer } from './backing-server';
import { designConnections } from './connections';
import { designCronJob } from './cron';
import { dependencyDepths } from './dependency-depth';
import { designDropJob } from './drop-job';
import { certificatesOfPods, designForeign } from './foreign';
import { designHooks } from './hooks';
import { hasLaterWaves, servicesBeforeHooks } from './job-stage';
import { designInitJob, designManagedDatabase } from './jobs';
import { designMigrationJob } from './migration-job';
import { designDashboards } from './observability/dashboards';
import { designMonitors } from './observability/monitors';
import { designRuleSets } from './observability/rule-sets';
import { designNames } from './names';
import { foreignWorkloads } from './network/foreign-workloads';
import { designNetworkPolicies } from './network/policies';
import { designReferences } from './references';
import { designService } from './service';
import { designSharedConfigs } from './shared-configs';
import { designExposures } from './routing/exposures';
import { designSharedRouting } from './routing/gateway';
import { onGateway } from './routing/on-gateway';
import { designStatefulService } from './stateful';
import { designPgAdmin } from './tools/pgadmin';
import { designTopology } from './topology';
import { designTopologyJob } from './topology-job';
import { designPrismaStudio } from './tools/prisma-studio';

/**
 * Decides what will exist for a platform: its workloads, ways in, connections, references and the names of its objects. Never throws, whatever the
 * platform's values are, and takes time in proportion to the platform.
 */
export function designPlatform(platform: Platform): Blueprint {
  expectPlatform('designPlatform', platform);
  const {
    product,
    label,
    environment,
    namespace,
    createsNamespace,
    delivery,
    lintAnnotations,
    imagePullSecrets,
    quota,
    containerDefaults,
  } = platform;
  const databases: ManagedDatabase[] = [];
  const early = servicesBeforeHooks(platform);
  const topology = designTopology(platform);
  const workloads = [
    ...platform.backing.flatMap((server): Workload[] => {
      const design = backingServerDesign(server, platform.services);
      return server.inCluster === undefined || design === undefined
        ? []
        : [designBackingServer(platform, server, server.inCluster, design)];
    }),
    ...designTopologyJob(platform, topology),
    ...platform.services.flatMap((service): Workload[] => {
      const { database } = service;
      if (database?.server === undefined) return [...designHooks(platform, service), designOwnWorkload(platform, service)];
      const jobStage: Stage = early.has(service.key) ? 'jobBeforeHooks' : 'workload';
      const placed = { service, database, server: database.server, jobStage };
      const { provisioning } = database;
      if (provisioning?.by === 'operator') databases.push(designManagedDatabase(placed, provisioning.cluster));
      return [
        ...(provisioning?.by === 'init-job' ? [designInitJob(platform, placed, provisioning)] : []),
        ...[designDropJob(platform, placed)].filter((job) => job !== undefined),
        ...(service.migration.mode === 'job' && database.guest === undefined ? [designMigrationJob(platform, placed)] : []),
        ...designHooks(platform, service),
        designOwnWorkload(platform, service),
      ];
    }),
    ...platform.tools.map((tool) => (tool.name === 'pgadmin' ? designPgAdmin(platform, tool) : designPrismaStudio(platform, tool))),
  ];
  const exposures = onGateway(platform, designExposures(platform), workloads);
  const sharedRouting = designSharedRouting(platform, exposures);
  const carried = designForeign(platform);
  const sharedConfigs = designSharedConfigs(platform, topology);
  const references = designReferences({ platform, workloads, sharedConfigs, exposures, foreign: carried });
  const foreign = certificatesOfPods(carried, references, workloads);
  const secretObjects = designSecretObjects(platform, references);
  const monitors = designMonitors(platform, workloads);
  const dashboards = designDashboards(platform);
  const { labels = {}, folder } = platform.observability.dashboards ?? {};
  const ruleSets = designRuleSets(platform, workloads, exposures, sharedRouting.certificates);
  const ofTeam = foreignWorkloads(foreign);
  const connections = designConnections(platform, { workloads, exposures, foreign, ofTeam });
  const networkPolicies = designNetworkPolicies(platform, { workloads, ofTeam, connections });
  const parts = {
    workloads,
    sharedConfigs,
    databases,
    exposures,
    ...sharedRouting,
    monitors,
    ruleSets,
    dashboards,
    secretObjects,
    quota,
    containerDefaults,
    networkPolicies,
    foreign,
  };
  const names = designNames(platform, parts);
  const depths =
    platform.argo?.waves === 'dependencies' ? dependencyDepths({ workloads, databases, connections }) : new Map<string, number>();
  // Applications of services are ordered themselves: what is in them needs no order among services.
  const ordered = platform.argo?.applications === 'product' ? depths : new Map<string, number>();
  const lastDepth = Math.max(0, ...ordered.values());
  return freezeLists({
    product,
    label,
    labels: platform.labels,
    annotations: platform.annotations,
    environment,
    namespace,
    createsNamespace,
    delivery,
    isPreview: platform.preview !== undefined,
    laterWaves: lastDepth > 0 || hasLaterWaves(workloads, foreign),
    depths: Object.fromEntries(ordered),
    lastDepth,
    argo: designArgoTree(platform, { workloads, exposures, foreign, references, secretObjects, names, depths }),
    lintAnnotations,
    imagePullSecrets,
    quota,
    containerDefaults,
    workloads,
    sharedConfigs,
    databases,
    exposures,
    ...sharedRouting,
    monitors,
    ruleSets,
    dashboards,
    dashboardMetadata: { labels, annotations: folder === undefined ? {} : { grafana_folder: folder } },
    connections,
    networkPolicies,
    secretObjects,
    topology,
    foreign,
    patches: platform.patches,
    references,
    names,
  });
}

/** Freezes a blueprint with its lists. What is in them is read-only by its types: to freeze all of it took a third of a compilation. */
function freezeLists(blueprint: Blueprint): Blueprint {
  for (const list of Object.values(blueprint)) if (Array.isArray(list)) Object.freeze(list);
  return Object.freeze(blueprint);
}

/** The workload of a service beside its Jobs. */
function designOwnWorkload(platform: Platform, service: Service): Workload {
  if (service.cron !== undefined) return designCronJob(platform, service, service.cron);
  return service.kind === 'stateful' ? designStatefulService(platform, service) : designService(platform, service);
}
