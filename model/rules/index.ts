import { autoscalingInvalid } from './autoscaling-invalid';
import { autoscalingReplicas } from './autoscaling-replicas';
import { autoscalingSingleton } from './autoscaling-singleton';
import { backingHostInvalid } from './backing-host-invalid';
import { backingPortInvalid } from './backing-port-invalid';
import { backingServiceMissing } from './backing-service-missing';
import { backingWithoutTls } from './backing-without-tls';
import { configMapNameShared } from './config-map-name-shared';
import { connectionBudget } from './connection-budget';
import { databaseClusterInvalid } from './database-cluster-invalid';
import { databaseForeignSecret } from './database-foreign-secret';
import { databaseForeignUrl } from './database-foreign-url';
import { databaseInvalid } from './database-invalid';
import { databaseNaming } from './database-naming';
import { databaseReserved } from './database-reserved';
import { databaseRoleInvalid } from './database-role-invalid';
import { databaseRoleShared } from './database-role-shared';
import { databaseServerNameInvalid } from './database-server-name-invalid';
import { databaseServerRepeated } from './database-server-repeated';
import { databaseServerUnused } from './database-server-unused';
import { databaseSettingWithoutDatabase } from './database-setting-without-database';
import { databaseShared } from './database-shared';
import { databaseSplitUnsupported } from './database-split-unsupported';
import { databaseSplitWithoutMigration } from './database-split-without-migration';
import { databaseUndeclared } from './database-undeclared';
import { dependencyCycle } from './dependency-cycle';
import { dependencyOutsideProduct } from './dependency-outside-product';
import { dependencyRepeated } from './dependency-repeated';
import { dependencySelf } from './dependency-self';
import { dependencyUndeclared } from './dependency-undeclared';
import { dependencyUnknown } from './dependency-unknown';
import { egressInvalid } from './egress-invalid';
import { egressRepeated } from './egress-repeated';
import { egressUndeclared } from './egress-undeclared';
import { envBuildTime } from './env-build-time';
import { envCollision } from './env-collision';
import { envNameInvalid } from './env-name-invalid';
import { envReference } from './env-reference';
import { envReserved } from './env-reserved';
import { environmentNameInvalid } from './environment-name-invalid';
import { extensionInvalid } from './extension-invalid';
import { extensionUnavailable } from './extension-unavailable';
import { extensionWithoutDatabase } from './extension-without-database';
import { healthPathInvalid } from './health-path-invalid';
import { hostnameDuplicate } from './hostname-duplicate';
import { hostnameInvalid } from './hostname-invalid';
import { hostnameReserved } from './hostname-reserved';
import { imageDigestInvalid } from './image-digest-invalid';
import { imageDigestMissing } from './image-digest-missing';
import { imageEndOfLife } from './image-end-of-life';
import { imageInvalid } from './image-invalid';
import { imagePullSecretInvalid } from './image-pull-secret-invalid';
import { imageTagInvalid } from './image-tag-invalid';
import { imageTagLatest } from './image-tag-latest';
import { imageTagMissing } from './image-tag-missing';
import { ingressClassInvalid } from './ingress-class-invalid';
import { ingressHostInvalid } from './ingress-host-invalid';
import { ingressMissing } from './ingress-missing';
import { ingressWithoutTls } from './ingress-without-tls';
import { layerInversion } from './layer-inversion';
import { maxConnectionsInvalid } from './max-connections-invalid';
import { memoryTooSmall } from './memory-too-small';
import { metricsPathInvalid } from './metrics-path-invalid';
import { metricsPortInvalid } from './metrics-port-invalid';
import { metricsPublic } from './metrics-public';
import { migrationCommandMissing } from './migration-command-missing';
import { migrationDbPush } from './migration-db-push';
import { migrationEntrypointOutsideDevelopment } from './migration-entrypoint-outside-development';
import { migrationModeMissing } from './migration-mode-missing';
import { migrationWithoutDatabase } from './migration-without-database';
import { nameTooLong } from './name-too-long';
import { namespaceInvalid } from './namespace-invalid';
import { namespaceReserved } from './namespace-reserved';
import { poolSizeInvalid } from './pool-size-invalid';
import { portDuplicate } from './port-duplicate';
import { portInvalid } from './port-invalid';
import { portPrivileged } from './port-privileged';
import { postgresVersionUnknown } from './postgres-version-unknown';
import { priorityClassInvalid } from './priority-class-invalid';
import { productNameInvalid } from './product-name-invalid';
import { psqlTooOld } from './psql-too-old';
import { quotaExceeded } from './quota-exceeded';
import { quotaInvalid } from './quota-invalid';
import { quotaLimitMissing } from './quota-limit-missing';
import { replicasInvalid } from './replicas-invalid';
import { resourcesImplausible } from './resources-implausible';
import { resourcesInvalidQuantity } from './resources-invalid-quantity';
import { resourcesRequestOverLimit } from './resources-request-over-limit';
import { routeConflict } from './route-conflict';
import { routeMalformed } from './route-malformed';
import { routeRedundant } from './route-redundant';
import { routeRepeated } from './route-repeated';
import { routeShadowed } from './route-shadowed';
import { routeSiblingPrefix } from './route-sibling-prefix';
import type { Rule } from './rule';
import { secretFileDuplicate } from './secret-file-duplicate';
import { secretFileKeyMissing } from './secret-file-key-missing';
import { secretFileMissing } from './secret-file-missing';
import { secretFileNamespace } from './secret-file-namespace';
import { secretFilePlain } from './secret-file-plain';
import { secretFileTemplateName } from './secret-file-template-name';
import { secretFileUnknown } from './secret-file-unknown';
import { secretFileUnreadable } from './secret-file-unreadable';
import { secretFileValue } from './secret-file-value';
import { secretFileWave } from './secret-file-wave';
import { secretGeneratorRotates } from './secret-generator-rotates';
import { secretLayoutInvalid } from './secret-layout-invalid';
import { secretLiteral } from './secret-literal';
import { secretNameShared } from './secret-name-shared';
import { secretOptionalUnknown } from './secret-optional-unknown';
import { secretReferenceInvalid } from './secret-reference-invalid';
import { secretRefreshInvalid } from './secret-refresh-invalid';
import { secretRefreshPolicyUnused } from './secret-refresh-policy-unused';
import { secretStoreEntryShared } from './secret-store-entry-shared';
import { secretStoreInvalid } from './secret-store-invalid';
import { secretsDevelopmentArgocd } from './secrets-development-argocd';
import { secretsDevelopmentExternal } from './secrets-development-external';
import { secretsDevelopmentOutsideDevelopment } from './secrets-development-outside-development';
import { secretsSeedEmpty } from './secrets-seed-empty';
import { secretsSopsKubectl } from './secrets-sops-kubectl';
import { serviceKeyInvalid } from './service-key-invalid';
import { singletonReplicas } from './singleton-replicas';
import { storageClassInvalid } from './storage-class-invalid';
import { storageInvalid } from './storage-invalid';
import { teamInvalid } from './team-invalid';
import { textInvalid } from './text-invalid';
import { toolDatabaseMissing } from './tool-database-missing';
import { toolHostTaken } from './tool-host-taken';
import { toolIngressMissing } from './tool-ingress-missing';
import { toolServiceUnsuitable } from './tool-service-unsuitable';
import { toolWithoutLogin } from './tool-without-login';
import { urlHostUnknown } from './url-host-unknown';
import { urlInvalid } from './url-invalid';
import { urlLocalhost } from './url-localhost';
import { urlPathMismatch } from './url-path-mismatch';
import { urlPortMismatch } from './url-port-mismatch';
import { userInvalid } from './user-invalid';
import { vhostInvalid } from './vhost-invalid';
import { writablePathInvalid } from './writable-path-invalid';

/** Every rule, in the order of its code. Each stands in the file of that name. */
export const rules: readonly Rule[] = [
  autoscalingInvalid,
  autoscalingReplicas,
  autoscalingSingleton,
  backingHostInvalid,
  backingPortInvalid,
  backingServiceMissing,
  backingWithoutTls,
  configMapNameShared,
  connectionBudget,
  databaseClusterInvalid,
  databaseForeignSecret,
  databaseForeignUrl,
  databaseInvalid,
  databaseNaming,
  databaseReserved,
  databaseRoleInvalid,
  databaseRoleShared,
  databaseServerNameInvalid,
  databaseServerRepeated,
  databaseServerUnused,
  databaseSettingWithoutDatabase,
  databaseShared,
  databaseSplitUnsupported,
  databaseSplitWithoutMigration,
  databaseUndeclared,
  dependencyCycle,
  dependencyOutsideProduct,
  dependencyRepeated,
  dependencySelf,
  dependencyUndeclared,
  dependencyUnknown,
  egressInvalid,
  egressRepeated,
  egressUndeclared,
  envBuildTime,
  envCollision,
  envNameInvalid,
  envReference,
  envReserved,
  environmentNameInvalid,
  extensionInvalid,
  extensionUnavailable,
  extensionWithoutDatabase,
  healthPathInvalid,
  hostnameDuplicate,
  hostnameInvalid,
  hostnameReserved,
  imageDigestInvalid,
  imageDigestMissing,
  imageEndOfLife,
  imageInvalid,
  imagePullSecretInvalid,
  imageTagInvalid,
  imageTagLatest,
  imageTagMissing,
  ingressClassInvalid,
  ingressHostInvalid,
  ingressMissing,
  ingressWithoutTls,
  layerInversion,
  maxConnectionsInvalid,
  memoryTooSmall,
  metricsPathInvalid,
  metricsPortInvalid,
  metricsPublic,
  migrationCommandMissing,
  migrationDbPush,
  migrationEntrypointOutsideDevelopment,
  migrationModeMissing,
  migrationWithoutDatabase,
  nameTooLong,
  namespaceInvalid,
  namespaceReserved,
  poolSizeInvalid,
  portDuplicate,
  portInvalid,
  portPrivileged,
  postgresVersionUnknown,
  priorityClassInvalid,
  productNameInvalid,
  psqlTooOld,
  quotaExceeded,
  quotaInvalid,
  quotaLimitMissing,
  replicasInvalid,
  resourcesImplausible,
  resourcesInvalidQuantity,
  resourcesRequestOverLimit,
  routeConflict,
  routeMalformed,
  routeRedundant,
  routeRepeated,
  routeShadowed,
  routeSiblingPrefix,
  secretFileDuplicate,
  secretFileKeyMissing,
  secretFileMissing,
  secretFileNamespace,
  secretFilePlain,
  secretFileTemplateName,
  secretFileUnknown,
  secretFileUnreadable,
  secretFileValue,
  secretFileWave,
  secretGeneratorRotates,
  secretLayoutInvalid,
  secretLiteral,
  secretNameShared,
  secretOptionalUnknown,
  secretReferenceInvalid,
  secretRefreshInvalid,
  secretRefreshPolicyUnused,
  secretStoreEntryShared,
  secretStoreInvalid,
  secretsDevelopmentArgocd,
  secretsDevelopmentExternal,
  secretsDevelopmentOutsideDevelopment,
  secretsSeedEmpty,
  secretsSopsKubectl,
  serviceKeyInvalid,
  singletonReplicas,
  storageClassInvalid,
  storageInvalid,
  teamInvalid,
  textInvalid,
  toolDatabaseMissing,
  toolHostTaken,
  toolIngressMissing,
  toolServiceUnsuitable,
  toolWithoutLogin,
  urlHostUnknown,
  urlInvalid,
  urlLocalhost,
  urlPathMismatch,
  urlPortMismatch,
  userInvalid,
  vhostInvalid,
  writablePathInvalid,
];
