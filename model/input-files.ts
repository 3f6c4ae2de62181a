/** Tells the image lock that belongs to an overlay: `environments/prod.images.yaml` beside `environments/prod.yaml`. */
export function imageLockFile(overlayFile: string): string {
  return overlayFile.replace(/\.yaml$/, '.images.yaml');
}

/** Tells the folder with the Kubernetes objects of one environment: `environments/prod.manifests` beside `environments/prod.yaml`. */
export function manifestFolder(overlayFile: string): string {
  return overlayFile.replace(/\.yaml$/, '.manifests');
}

/** Tells the folder with the sealed or encrypted Secrets that belong to an overlay: `environments/prod.secrets` beside `environments/prod.yaml`. */
export function secretFolder(overlayFile: string): string {
  return overlayFile.replace(/\.yaml$/, '.secrets');
}
