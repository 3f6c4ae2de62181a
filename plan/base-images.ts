import { postgresMajor } from '../model/backing/postgres/version';
import type { ImageReference } from '../model/platform';
import { titleOf } from './objects';
import { placeOfField } from './places';
import { planRule } from './rule';
import { type ServerImage, serverPairs } from './server-images';

/** The releases of Debian that images are named by. */
const debianReleases = /(?:^|[-._])(jessie|stretch|buster|bullseye|bookworm|trixie|forky)(?:$|[-._])/i;

/**
 * Reports servers in the cluster whose image has another base on the volume of before: its program runs as another user, or sorts texts otherwise.
 * @see https://wiki.postgresql.org/wiki/Locale_data_changes
 */
export const upgradeBaseImage = planRule('upgrade-base-image', (comparison, report) => {
  for (const { server, before, now } of serverPairs(comparison)) {
    const isPostgres = server.kind === 'postgres';
    // Another major does not read the data at all.
    if (isPostgres && postgresMajor(before.image) !== postgresMajor(now.image)) continue;
    const users =
      before.user === undefined || now.user === undefined || before.user === now.user ? undefined : { from: before.user, to: now.user };
    const libraries = isPostgres ? changedLibraries(before.image, now.image) : undefined;
    if (users === undefined && libraries === undefined) continue;
    report(argsOf(before, now, users, libraries), placeOfField(comparison, now.object, { server: 'image' }));
  }
});

interface Changed<T> {
  readonly from: T;
  readonly to: T;
}

function argsOf(before: ServerImage, now: ServerImage, users: Changed<number> | undefined, libraries: Changed<string> | undefined) {
  return { object: titleOf(before.object), from: before.text, to: now.text, ...(users && { users }), ...(libraries && { libraries }) };
}

/** The C libraries by which two images sort texts; undefined if they are the same, or if it is not known. */
function changedLibraries(before: ImageReference, now: ImageReference): Changed<string> | undefined {
  const [was, is] = [libraryOf(before), libraryOf(now)];
  if (was.name !== is.name) return { from: was.name, to: is.name };
  if (was.release === undefined || is.release === undefined || was.release === is.release) return undefined;
  return { from: `${was.name} of ${was.release}`, to: `${is.name} of ${is.release}` };
}

/** An image whose tag does not name Alpine is taken for one on Debian, as everywhere. musl sorts by bytes, whatever its release. */
function libraryOf({ tag = '' }: ImageReference): { readonly name: 'musl' | 'glibc'; readonly release: string | undefined } {
  return tag.includes('alpine')
    ? { name: 'musl', release: undefined }
    : { name: 'glibc', release: debianReleases.exec(tag)?.[1]?.toLowerCase() };
}
