import type { Place } from '../../diagnostics';
import { placeUnder } from '../origin';
import { secretFilesOf } from './facts/secret-files';
import { rule } from './rule';

/** Reports Secrets that two files hold. */
export const secretFileDuplicate = rule('secret-file-duplicate', ({ platform }, report) => {
  const first = new Map<string, Place>();
  for (const { name, place } of secretFilesOf(platform)?.sound ?? []) {
    const other = first.get(name);
    if (other === undefined) first.set(name, place);
    else report({ name }, placeUnder(place, 'metadata', 'name'), { related: [{ label: 'also in', place: other }] });
  }
});
