export { extend, type Extension, type ExtensionContext } from './constructs/extend/extend';
export { defineRegistry, type ServiceDefinition } from './registry/define';
export { type EnvironmentOverlay, type ImageLock, type ProductManifest } from './registry/schema';
export { ref, references, type PortReferences, type References, type ServiceReferences } from './registry/references';
