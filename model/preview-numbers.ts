import { createDiagnostic, type Diagnostic } from '../diagnostics';
import { isPreviewNumber } from '../formats';
import type { ReadEnvironment, ReadProduct } from './read/product';
import { anyPreview, numberedOverlay, type PreviewNumber } from './resolve/preview';

/** The parameters of a run for one preview. */
export interface PreviewParameters {
  /**
   * The number of its pull request.
   * @default none, which is a finding
   */
  readonly number?: string | undefined;
}

/** Gives the previews of a product the number of the run; where it names none that can be used, one that stands for any. */
export function withNumbers(product: ReadProduct, parameters: PreviewParameters | undefined): ReadProduct {
  const number = parameters?.number;
  const wanted: PreviewNumber = number !== undefined && isPreviewNumber(number) ? { number, isNamed: true } : anyPreview;
  const { manifest } = product;
  if (manifest === undefined || product.environments.every((environment) => !isPreview(environment))) return product;
  return {
    ...product,
    environments: product.environments.map((environment) =>
      isPreview(environment)
        ? {
            ...environment,
            overlay: { ...environment.overlay, value: numberedOverlay(environment.overlay.value, manifest.value.name, wanted) },
            previewNumber: wanted,
          }
        : environment,
    ),
  };
}

/** Finds previews without a number that can be used, and numbers of what is no preview. */
export function numberFindings({ environments }: ReadProduct, parameters: PreviewParameters | undefined): Diagnostic[] {
  if (parameters === undefined) return [];
  const { number } = parameters;
  return environments.flatMap((files): Diagnostic[] => {
    const { environment, overlay } = files;
    const at = { file: overlay.file, path: isPreview(files) ? ['preview'] : [] };
    if (!isPreview(files)) return number === undefined ? [] : [createDiagnostic('preview-parameter-unused', { environment }, at)];
    if (number === undefined) return [createDiagnostic('preview-number-missing', { environment }, at)];
    return isPreviewNumber(number) ? [] : [createDiagnostic('preview-number-invalid', { number }, at)];
  });
}

function isPreview({ overlay }: ReadEnvironment): boolean {
  return overlay.value.preview !== undefined;
}
