export { appliedBytes, mostApplied } from './applied-bytes';
export {
  credentialInValue,
  credentialsIn,
  isCredentialUnder,
  looksLikeCredentialName,
  notShown,
  redacted,
  type CredentialKind,
} from './credentials';
export { flawOfSchedule } from './cron-schedule';
export { isDate } from './date';
export { groupBy } from './group-by';
export { isDataKey } from './data-key';
export { databaseUri, databaseUriParts } from './database-uri';
export { isDeviceName, isDns1035Label, isDnsLabel, isFolderLabel } from './dns-label';
export { isDnsSubdomain, isHostName, isHostPattern, isIngressHost } from './dns-subdomain';
export { durationSeconds } from './duration';
export { isEnvName } from './env-name';
export { escapeBeforeReference, escapeReferences, interpolationsIn, referencesIn } from './environment-reference';
export { fileKeys, filePathFlaw, pathsClash, productPath } from './file-path';
export { isPreviewFolder, isRepositoryFolder, isRepositoryUrl, isRevision, isServerUrl, previewNumberExpression } from './git-source';
export { isHeaderName } from './header-name';
export { formatImageReference, isImageDigest, isImageTag, parseImageReference } from './image-reference';
export { isIpAddress, isIpBlock } from './ip-address';
export { blockHas, blockHasBlock, blocksOfAll, isWholeBlock, startOf } from './ip-range';
export { isLabelValue, toLabelValue } from './label-value';
export { isServiceDomain } from './service-host';
export { fillPlaceholders, hasPlaceholder, placeholdersIn } from './placeholders';
export { isObjectTitle } from './object-title';
export { isPortName, isPortNumber } from './port';
export { isPreviewNumber, longestPreviewNumber } from './preview-number';
export { isExtensionName, isPostgresIdentifier, isReservedPostgresName, postgresIdentifierBytes, toSnakeCase } from './postgres-identifier';
export { textPieces } from './reference-text';
export { isQualifiedName, prefixOf } from './qualified-name';
export { canonicalQuantity, compareQuantities, countedQuantity, parseQuantity } from './quantity';
export { type TextKind, type TextProblem, textProblem } from './text';
export { isTimeZone, timeZones } from './time-zone';
export { urlPart } from './url-part';
export { isProbePath, isRoutePath, mostPathCharacters } from './url-path';
export { applyJsonPatch, type JsonPatchOperation, PatchError, pointerSegments } from './json-patch';
export { strategicMerge } from './strategic-merge';
export { isConsumerGroup, isKeyPattern, isTopicName } from './topic-name';
export { toVariableName } from './variable-name';
export { isWebAddress } from './web-address';
export { hidesImage, isUnderPath, writablePathFlaw } from './writable-path';
