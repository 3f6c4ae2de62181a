import { allowEntries } from './catalogue/allow';
import { backingServicesEntries } from './catalogue/backing-services';
import { capacityEntries } from './catalogue/capacity';
import { consequencesEntries } from './catalogue/consequences';
import { containersEntries } from './catalogue/containers';
import { databaseEntries } from './catalogue/database';
import { databaseServersEntries } from './catalogue/database-servers';
import { dependenciesEntries } from './catalogue/dependencies';
import { deliveryEntries } from './catalogue/delivery';
import { edgeEntries } from './catalogue/edge';
import { edgeIdleEntries } from './catalogue/edge-idle';
import type { CatalogueEntry } from './catalogue/entry';
import { environmentsEntries } from './catalogue/environments';
import { environmentVariablesEntries } from './catalogue/environment-variables';
import { extendEntries } from './catalogue/extend';
import { filesEntries } from './catalogue/files';
import { externalsEntries } from './catalogue/externals';
import { imagesEntries } from './catalogue/images';
import { kubernetesEntries } from './catalogue/kubernetes';
import { manifestsEntries } from './catalogue/manifests';
import { migrationEntries } from './catalogue/migration';
import { namesEntries } from './catalogue/names';
import { observabilityEntries } from './catalogue/observability';
import { networkEntries } from './catalogue/network';
import { patchesEntries } from './catalogue/patches';
import { placementEntries } from './catalogue/placement';
import { previewsEntries } from './catalogue/previews';
import { portsEntries } from './catalogue/ports';
import { probesEntries } from './catalogue/probes';
import { routeAnswersEntries } from './catalogue/route-answers';
import { routesEntries } from './catalogue/routes';
import { scalingEntries } from './catalogue/scaling';
import { secretFilesEntries } from './catalogue/secret-files';
import { secretStoresEntries } from './catalogue/secret-stores';
import { secretsEntries } from './catalogue/secrets';
import { shapeEntries } from './catalogue/shape';
import { topicsEntries } from './catalogue/topics';
import { toolsEntries } from './catalogue/tools';
import { upgradesEntries } from './catalogue/upgrades';
import { urlsEntries } from './catalogue/urls';
import { volumesEntries } from './catalogue/volumes';
import { workloadsEntries } from './catalogue/workloads';

/** The wording of all findings, area by area. The rules of an area stand in the file of its name in `model/rules/`. */
export const areas = {
  shape: shapeEntries,
  names: namesEntries,
  workloads: workloadsEntries,
  ports: portsEntries,
  database: databaseEntries,
  'database-servers': databaseServersEntries,
  migration: migrationEntries,
  routes: routesEntries,
  'route-answers': routeAnswersEntries,
  edge: edgeEntries,
  'edge-idle': edgeIdleEntries,
  network: networkEntries,
  dependencies: dependenciesEntries,
  delivery: deliveryEntries,
  previews: previewsEntries,
  urls: urlsEntries,
  'environment-variables': environmentVariablesEntries,
  images: imagesEntries,
  capacity: capacityEntries,
  scaling: scalingEntries,
  placement: placementEntries,
  kubernetes: kubernetesEntries,
  containers: containersEntries,
  files: filesEntries,
  volumes: volumesEntries,
  observability: observabilityEntries,
  probes: probesEntries,
  'backing-services': backingServicesEntries,
  topics: topicsEntries,
  externals: externalsEntries,
  environments: environmentsEntries,
  secrets: secretsEntries,
  'secret-stores': secretStoresEntries,
  'secret-files': secretFilesEntries,
  tools: toolsEntries,
  manifests: manifestsEntries,
  patches: patchesEntries,
  extend: extendEntries,
  upgrades: upgradesEntries,
  consequences: consequencesEntries,
  allow: allowEntries,
} satisfies Record<string, Record<string, CatalogueEntry<never>>>;

/** Every finding this program can report, by its permanent code. */
export const catalogue = {
  ...areas.shape,
  ...areas.names,
  ...areas.workloads,
  ...areas.ports,
  ...areas.database,
  ...areas['database-servers'],
  ...areas.migration,
  ...areas.routes,
  ...areas['route-answers'],
  ...areas.edge,
  ...areas['edge-idle'],
  ...areas.network,
  ...areas.dependencies,
  ...areas.delivery,
  ...areas.previews,
  ...areas.urls,
  ...areas['environment-variables'],
  ...areas.images,
  ...areas.capacity,
  ...areas.scaling,
  ...areas.placement,
  ...areas.kubernetes,
  ...areas.containers,
  ...areas.files,
  ...areas.volumes,
  ...areas.observability,
  ...areas.probes,
  ...areas['backing-services'],
  ...areas.topics,
  ...areas.externals,
  ...areas.environments,
  ...areas.secrets,
  ...areas['secret-stores'],
  ...areas['secret-files'],
  ...areas.tools,
  ...areas.manifests,
  ...areas.patches,
  ...areas.extend,
  ...areas.upgrades,
  ...areas.consequences,
  ...areas.allow,
};

/** The permanent word that names a kind of finding. */
export type Code = keyof typeof catalogue;

/** The arguments of a code's wording. */
export type ArgumentsOf<C extends Code> = C extends Code ? ((typeof catalogue)[C] extends CatalogueEntry<infer A> ? A : never) : never;

/** A subject that findings are grouped by. */
export type Area = keyof typeof areas;

/** The codes of an area. */
export type CodeOf<A extends Area> = A extends Area ? keyof (typeof areas)[A] & Code : never;
