export { checkPlatform } from './check';
export type { Origin, OriginLayer, Sourced } from './origin';
export { checkParity } from './parity';
export { type Parsed, parseEnvironmentOverlay, parseImageLock, parseProductManifest, parseRegistry, type Registry } from './parse';
export type { ParseInput } from './parse-input';
export type * from './platform';
export type { SecretFileInput } from './resolve/secret-files';
export { type Resolved, type ResolveInput, resolvePlatform } from './resolve';
export { secretFolder } from './secret-folder';
