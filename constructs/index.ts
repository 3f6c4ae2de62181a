export { PlatformApp, type PlatformAppProps, type RenderedChart, type RenderedObject, type RenderedText } from './app';
export { buildArgoApp } from './argo/build-argo-app';
export { addPlatform, buildApp, type DesignedPlatform } from './build-app';
export { extend, type Extension, type ExtensionContext } from './extend/extend';
export { type Cdk8s, objectsMadeBy } from './extend/objects-made-by';
export { Manifest, type ManifestProps, type Plain } from './manifest';
export type { PatchProblem } from './patch/apply-patches';
export { TextFile } from './text-file';
export { WorkloadManifests, type WorkloadManifestsProps } from './workload-manifests';
