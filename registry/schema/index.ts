export { environmentOverlaySchema, type EnvironmentOverlay } from './environment-overlay';
export { productManifestSchema, type ProductManifest } from './product-manifest';
export { type Runtime } from './runtime';
export { type ServiceDefaults } from './service-defaults';
export { serviceDefinitionSchema, serviceRegistrySchema, type ParsedService, type ServiceDefinition } from './service-definition';
