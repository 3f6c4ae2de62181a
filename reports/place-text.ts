import { formatPlace, type Locate, type Place, placeRecord } from '../diagnostics';

/** A place for people: the file with line and column; its path only if there is no line. */
export function placeText(place: Place, locate: Locate): string {
  const record = placeRecord(place, locate);
  return formatPlace({ ...record, path: record.line === null ? record.path : '' });
}
