export { checkPlatform } from './check';
export type { Origin, OriginLayer, Sourced } from './origin';
export { checkParity } from './parity';
export { type Parsed, parseEnvironmentOverlay, parseImageLock, parseProductManifest, parseRegistry, type Registry } from './read/parse';
export type * from './platform';
export type { ParseInput, SecretFileInput } from './read/input';
export { type Resolved, type ResolveInput, resolvePlatform } from './resolve';
export { databaseRoles } from './rules/facts/databases';
export { secretFolder } from './secret-folder';
