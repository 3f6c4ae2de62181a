export type * from './argo';
export type * from './blueprint';
export {
  type ClaimVolume,
  type Container,
  literalVariable,
  type Mount,
  type Pod,
  type Port,
  portsOf,
  type Probe,
  type Probes,
  type ProjectedKey,
  secretVariable,
  type Variable,
  type Volume,
} from './container';
export type * from './dashboard';
export type { ForeignObject } from './foreign-object';
export type * from './gateway';
export { brokerTopologyId, databaseId, dropJobId, foreignId, hookId, initJobId, migrationJobId, serverId, serviceId, toolId } from './ids';
export { contentHash, sha256 } from './content-hash';
export type { Middleware, MiddlewareTask } from './middleware';
export type * from './monitor';
export { anywhere, type Apart, type Placement } from './placement';
export * from './network';
export type * from './reference';
export type * from './rule-set';
export type * from './topology';
export { queueName } from './topology';
export type { DevelopmentCredentials, SecretObject } from './secret-object';
export { deepFreeze, shared } from './shared-value';
export { type Stage, stageWaves, type WaveSetting, waveOf } from './stage';
export {
  claimsOf,
  configVolume,
  type MountedVolume,
  ownWritableVolumes,
  podClaimsOf,
  scratchVolume,
  secretVolume,
  temporaryVolume,
  writableVolumes,
} from './volumes';
export { volumeName } from './volume-name';
export type * from './workload';
export { configHash, headlessName } from './workload';
