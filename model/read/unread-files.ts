import { boundedSuggest, createDiagnostic, type Diagnostic } from '../../diagnostics';
import { imageLockFile, manifestFolder, secretFolder } from '../input-files';

/** The files in the folder `environments` of a product. */
export interface EnvironmentFolder {
  /** The folder, relative to the working directory, with forward slashes. */
  readonly folder: string;
  /** The names of the files and folders in it. */
  readonly names: readonly string[];
}

/** A file or folder that looks like one that is read. */
const looksRead = /^[^.].*\.(?:ya?ml|json|secrets|manifests)$/i;

/**
 * Finds files beside the overlays that nothing reads: of environments that the product manifest does not list, and misspelt ones.
 * @param environments the environments that the product manifest lists
 * @param others the paths from the folder of the product on that something else reads
 */
export function unreadFiles(
  { folder, names }: EnvironmentFolder,
  environments: readonly string[],
  others: ReadonlySet<string>,
): Diagnostic[] {
  const read = environments.flatMap((environment) => {
    const overlay = `${environment}.yaml`;
    return [overlay, imageLockFile(overlay), secretFolder(overlay), manifestFolder(overlay)];
  });
  const there = new Set(names);
  // An overlay `dev.yml` in place of `dev.yaml` is reported as that.
  const misnamed = environments.flatMap((environment) => (there.has(`${environment}.yaml`) ? [] : [`${environment}.yml`]));
  const known = new Set([...read, ...misnamed]);
  const suggest = boundedSuggest(read);
  return names.flatMap((name) => {
    const file = `${folder}/${name}`;
    if (known.has(name) || !looksRead.test(name) || others.has(`environments/${name}`)) return [];
    const suggestion = suggest(name);
    return [createDiagnostic('file-unread', { file, environments, ...(suggestion !== undefined && { suggestion }) }, { file, path: [] })];
  });
}
