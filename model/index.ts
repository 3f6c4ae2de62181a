export { checkParity } from './across/parity/check-parity';
export { checkPlatform } from './check';
export { checkObjects, type ObjectsInput } from './check-objects';
export type * from './blueprint';
export { databaseId, foreignId, initJobId, migrationJobId, serverId, serviceId, stageWaves, toolId } from './blueprint';
export type { FindingGroup, Findings, Settled } from './allow/settle';
export { type Compiled, compile, type CompileOptions, settle } from './compile';
export { type CompiledPlatform, withBlueprint } from './compiled';
export { designPlatform } from './design';
export { imageLockFile, manifestFolder, secretFolder } from './input-files';
export { type Origin, type OriginLayer, type OriginPath, type Origins, originOf, type Overruled, overruledAt } from './origin';
export type * from './platform';
export type { PreviewParameters } from './preview-numbers';
export { backingOf, clusterOf, postgresServersOf, treeNameOf } from './platform';
export { contentFilesOf } from './read/content-files';
export type {
  ContentFileInput,
  EnvironmentInput,
  ExtensionInput,
  InputFile,
  ManifestFileInput,
  ParseInput,
  ProductInput,
  SecretFileInput,
} from './read/input';
export { type Parsed, parseEnvironmentOverlay, parseImageLock, parseProductManifest, parseRegistry, type Registry } from './read/parse';
export { namedProducts } from './read/named-products';
export { environmentsOf } from './read/product';
export { type Resolved, type ResolveInput, resolvePlatform } from './resolve';
