import { redacted } from '../../formats';
import { contentHash } from './content-hash';

/** The first segments of the names of the other volumes of a pod, which the name of a path must not begin with. */
const takenSegments: ReadonlySet<string> = new Set(['files', 'postgres', 'scratch', 'script', 'secret', 'tmp', 'writable']);

/** The longest name that is made of a path as it is: the names of a claim and of its pod stand together in the name of an object. */
const longestName = 40;

/**
 * Names a volume by the path at which containers see it: `/data/db` is `data-db`. A path of other characters than lower-case letters and digits gets a hash,
 * so that no two paths have one name.
 */
export function volumeName(path: string): string {
  const segments = path.split('/').slice(1);
  const plain = segments.every((segment) => /^[a-z][a-z0-9]*$/.test(segment)) && !takenSegments.has(segments[0] ?? '');
  const name = segments.join('-');
  if (plain && name.length <= longestName) return name;
  // Findings show names of volumes, and what is left of a credential in one looks like none.
  const readable = redacted(path)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, longestName - 10)
    .replace(/-+$/, '');
  // A letter before the hash: a name that ends with a number alone could be that of a pod's claim.
  return `${readable === '' ? 'volume' : readable}-v${contentHash(path)}`;
}
