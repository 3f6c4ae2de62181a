import { join } from 'node:path';

/** The folder below that of all trees with the objects by which Argo CD carries them. No product can be called so. */
export const argoFolder = 'argocd';

/** Where the objects of Argo CD for one platform go: `<output>/argocd/<product>/<environment>`. */
export function argoDirectory(output: string, product: string, environment: string): string {
  return join(output, argoFolder, product, environment);
}
