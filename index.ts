export { defineRegistry, type ServiceDefinition } from './registry/define';
export { type EnvironmentOverlay, type ImageLock, type ProductManifest } from './registry/schema';
