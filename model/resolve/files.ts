import { boundedSuggest, createDiagnostic, type Diagnostic, type Suggest } from '../../diagnostics';
import { productPath } from '../../formats';
import { placeOf, placeUnder } from '../origin';
import type { Platform } from '../platform';
import type { ContentFileInput } from '../read/input';

/** Reports files of the product's folder that services want and that cannot be read. */
export function fileFindings(platform: Platform, files: ReadonlyMap<string, ContentFileInput>): Diagnostic[] {
  const found: Diagnostic[] = [];
  let suggest: Suggest | undefined;
  for (const { key, files: wanted } of platform.services) {
    for (const { path, from, content } of wanted) {
      // What leads out of the folder by its text is reported by the schema.
      if (from === undefined || content !== undefined || productPath(from) === undefined) continue;
      const { problem, bytes } = files.get(from) ?? { problem: 'missing' as const };
      // One that is too large is reported with the sizes of the others.
      if (problem === undefined && bytes !== undefined) continue;
      const at = placeUnder(placeOf(platform, 'services', key, 'files', path), 'from');
      suggest ??= boundedSuggest([...files.values()].flatMap((file) => (file.problem === undefined ? [file.path] : [])));
      const suggestion = problem === 'missing' ? suggest(from) : undefined;
      found.push(
        problem === 'outside'
          ? createDiagnostic('file-outside', { from }, at)
          : createDiagnostic('file-unknown', { from, folder: problem === 'folder', ...(suggestion !== undefined && { suggestion }) }, at),
      );
    }
  }
  return found;
}
