import { allowRules } from './allow';
import { backingServicesRules } from './backing-services';
import { capacityRules } from './capacity';
import { containersRules } from './containers';
import { databaseRules } from './database';
import { databaseServersRules } from './database-servers';
import { deliveryRules } from './delivery';
import { dependenciesRules } from './dependencies';
import { edgeRules } from './edge';
import { edgeIdleRules } from './edge-idle';
import { environmentVariablesRules } from './environment-variables';
import { filesRules } from './files';
import { externalsRules } from './externals';
import { imagesRules } from './images';
import { kubernetesRules } from './kubernetes';
import { manifestsRules } from './manifests';
import { migrationRules } from './migration';
import { namesRules } from './names';
import { observabilityRules } from './observability';
import { networkRules } from './network';
import { patchesRules } from './patches';
import { placementRules } from './placement';
import { portsRules } from './ports';
import { previewsRules } from './previews';
import { probesRules } from './probes';
import { routeAnswersRules } from './route-answers';
import { routesRules } from './routes';
import type { Rule } from './rule';
import { scalingRules } from './scaling';
import { secretFilesRules } from './secret-files';
import { secretStoresRules } from './secret-stores';
import { secretsRules } from './secrets';
import { topicsRules } from './topics';
import { toolsRules } from './tools';
import { urlsRules } from './urls';
import { volumesRules } from './volumes';
import { workloadsRules } from './workloads';

/** Every rule, area by area. The file of an area has the name of the catalogue's file with the wording of its codes. */
export const rules: readonly Rule[] = [
  ...allowRules,
  ...backingServicesRules,
  ...capacityRules,
  ...containersRules,
  ...databaseRules,
  ...databaseServersRules,
  ...deliveryRules,
  ...dependenciesRules,
  ...edgeRules,
  ...edgeIdleRules,
  ...environmentVariablesRules,
  ...filesRules,
  ...externalsRules,
  ...imagesRules,
  ...kubernetesRules,
  ...manifestsRules,
  ...migrationRules,
  ...namesRules,
  ...observabilityRules,
  ...networkRules,
  ...patchesRules,
  ...placementRules,
  ...portsRules,
  ...previewsRules,
  ...probesRules,
  ...routeAnswersRules,
  ...routesRules,
  ...scalingRules,
  ...secretFilesRules,
  ...secretStoresRules,
  ...secretsRules,
  ...topicsRules,
  ...toolsRules,
  ...urlsRules,
  ...volumesRules,
  ...workloadsRules,
];
