export { PlatformApp, type PlatformAppProps, type RenderedChart, type RenderedObject, type RenderedText } from './app';
export { addPlatform, buildApp } from './build-app';
export { Manifest, type ManifestProps, type Plain } from './manifest';
export { ServiceManifests } from './service/service-manifests';
export type { ServiceProps } from './service/service-props';
export { TextFile } from './text-file';
