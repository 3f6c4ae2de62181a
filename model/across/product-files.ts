import type { ReadManifest } from './manifests';

/** The files of a product that do not belong to one environment, as far as they can be used. */
export interface ProductFiles {
  readonly manifest: ReadManifest | undefined;
  readonly registry: { readonly value: Readonly<Record<string, RegistryEntry>>; readonly file: string } | undefined;
  /** Whether it is there only for other products to refer to. */
  readonly referenceOnly: boolean;
}

interface RegistryEntry {
  readonly dependsOn?: readonly string[] | undefined;
}
