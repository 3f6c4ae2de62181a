export { type DatabaseAccess, type DatabaseClient } from './database';
export { type ToolSettings } from './development-tools';
export { environmentOverlaySchema, type EnvironmentOverlay } from './environment-overlay';
export { imageLockSchema, type ImageLock } from './image-lock';
export { type MigrationMode } from './migration';
export { productManifestSchema, type ProductManifest } from './product-manifest';
export { type Runtime } from './runtime';
export { type ServiceDefaults } from './service-defaults';
export { serviceRegistrySchema, type ParsedService } from './service-definition';
