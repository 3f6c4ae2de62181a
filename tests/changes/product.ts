import { loadProducts } from '../../cli/load-products';
import { buildApp } from '../../constructs';
import type { Diagnostic } from '../../diagnostics';
import { type CompiledPlatform, compile, type KubernetesObject, type ProductInput } from '../../model';
import { type ManifestFile, renderFiles, type RenderedFile } from '../../output';

/** The input of one environment, for a change to be made in. */
export interface Draft {
  readonly registry: Record<string, Record<string, unknown>>;
  readonly manifest: Record<string, unknown> & { services: string[] };
  readonly overlay: Record<string, unknown>;
}

/** What an environment gives: all that is compared. */
export interface Given {
  readonly compiled: CompiledPlatform | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly RenderedFile[];
  /** Every object but development Secrets, which are never compared. */
  readonly objects: readonly KubernetesObject[];
}

/** A product of the registry, read once. */
export async function readProduct(product: string): Promise<ProductInput> {
  const [input] = await loadProducts({ registry: 'registry', product });
  return input!;
}

/** Compiles one environment of a product after changes, and renders it. */
export function given(product: ProductInput, environment: string, changes: readonly ((draft: Draft) => void)[]): Given {
  const found = product.environments.find((candidate) => candidate.environment === environment)!;
  const draft = structuredClone({
    registry: product.registry.value,
    manifest: product.manifest.value,
    overlay: found.overlay.value,
  }) as unknown as Draft;
  for (const change of changes) change(draft);
  const input: ProductInput = {
    ...product,
    registry: { ...product.registry, value: draft.registry },
    manifest: { ...product.manifest, value: draft.manifest },
    environments: [{ ...found, overlay: { ...found.overlay, value: draft.overlay } }],
  };
  const { platforms, diagnostics } = compile([input]);
  const [compiled] = platforms;
  if (compiled === undefined) return { compiled, diagnostics, files: [], objects: [] };
  const app = buildApp(compiled, { write: () => undefined });
  const charts = app.render();
  const isSecret = (file: string): boolean => file.endsWith('.secret.k8s.yaml');
  return {
    compiled,
    diagnostics,
    files: renderFiles(charts as readonly ManifestFile[], app.renderTexts()).filter(({ path }) => !isSecret(path)),
    objects: charts.flatMap(({ file, objects }) => (isSecret(file) ? [] : (objects as unknown as KubernetesObject[]))),
  };
}
