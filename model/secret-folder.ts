/** The folder with the sealed or encrypted Secrets that belong to an overlay: `environments/prod.secrets` beside `environments/prod.yaml`. */
export function secretFolder(overlayFile: string): string {
  return overlayFile.replace(/\.yaml$/, '.secrets');
}
