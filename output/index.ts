export { emitYaml } from './emit-yaml';
export type { JsonArray, JsonObject, JsonValue } from './json';
export { manifestIdentity, type ManifestObject } from './manifest-object';
export { compareManifests, orderManifests } from './manifest-order';
export type { OutputError, OutputErrorCode } from './output-error';
export { renderFiles, type ManifestFile, type RenderedFile, type RenderOptions } from './render';
export { resolveTarget as checkTarget } from './target-directory';
export { planWrite, writeManifests, type WriteOptions, type WriteSummary } from './write-manifests';
