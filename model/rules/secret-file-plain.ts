import type { Platform } from '../platform';
import { secretFilesOf } from './facts/secret-files';
import { rule } from './rule';

/** Reports values that stand in a file for everybody to read, without showing them. */
export const secretFilePlain = rule('secret-file-plain', ({ platform }, report) => {
  const files = secretFilesOf(platform);
  const known = knownKeys(platform);
  for (const { name = '', problem, readable, texts, place } of files?.all ?? []) {
    const harmless = problem === undefined ? known.get(name) : undefined;
    const keys = [...readable, ...texts.flatMap(({ key }) => (harmless?.has(key) === true ? [] : [key]))];
    if (problem === 'plain' || keys.length > 0) report({ keys, provider: files?.provider ?? '' }, place);
  }
});

/** What follows from the registry is no secret: a SealedSecret may have it in its template. */
function knownKeys({ secrets }: Platform): Map<string, ReadonlySet<string>> {
  return new Map(secrets.map(({ name, keys }) => [name, new Set(keys.flatMap((key) => (key.source.kind === 'known' ? [key.name] : [])))]));
}
