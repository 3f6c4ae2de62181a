import { credentialInValue, isImageDigest, isImageTag } from '../formats';
import { UsageError } from './usage-error';

/** A change of a service's image, as it is asked for on the command line. */
export interface ImageChange {
  /** The registry key. */
  readonly service: string;
  /** The repository, where the reference names it. */
  readonly repository: string | undefined;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/**
 * Reads `<service>=<reference>`. The reference is a tag (`1.4.2` or `:1.4.2`), a digest (`sha256:…`), both (`1.4.2@sha256:…`), or a whole one with its
 * repository.
 * @throws UsageError when it is none of these, or names no build
 */
export function parseImageChange(argument: string): ImageChange {
  const kind = credentialInValue(argument);
  // Neither is it repeated, nor written to a file that is committed.
  if (kind !== undefined)
    throw new UsageError(`an argument holds a credential (${kind}): an image is named by a tag or a digest, such as \`orders=1.4.2\``);
  const equals = argument.indexOf('=');
  if (equals <= 0) throw new UsageError(`\`${argument}\` is not \`<service>=<reference>\`, such as \`orders=1.4.2\``);
  const service = argument.slice(0, equals);
  const { repository, tag, digest } = partsOf(argument.slice(equals + 1));
  // What is refused is not repeated where it may be a URL with a password.
  if (digest !== undefined && !isImageDigest(digest)) {
    throw new UsageError(`the digest of \`${service}\` is not one: a digest is \`sha256:\` and 64 hexadecimal digits in lower case`);
  }
  if (tag === 'latest')
    throw new UsageError(
      `\`${service}\` cannot have the tag \`latest\`, which is another build every time: name the tag of one build, such as \`1.4.2\``,
    );
  if (tag !== undefined && !isImageTag(tag)) {
    throw new UsageError(
      `the tag of \`${service}\` is not one: a tag has at most 128 letters, digits, \`_\`, \`.\` and \`-\`, and starts with none of the last two`,
    );
  }
  if (tag === undefined && digest === undefined)
    throw new UsageError(`\`${service}\` is given neither a tag nor a digest: write \`${service}=1.4.2\``);
  return { service, repository, tag, digest };
}

/** Takes a reference apart without judging its parts. */
function partsOf(reference: string): Omit<ImageChange, 'service'> {
  const digestAlone = /^@?(sha(?:256|384|512):.*)$/s.exec(reference)?.[1];
  if (digestAlone !== undefined) return { repository: undefined, tag: undefined, digest: digestAlone };
  const at = reference.indexOf('@');
  const digest = at === -1 ? undefined : reference.slice(at + 1);
  const named = at === -1 ? reference : reference.slice(0, at);
  if (named === '') return { repository: undefined, tag: undefined, digest };
  const colon = named.lastIndexOf(':');
  const tagged = colon > named.lastIndexOf('/');
  // A word alone is a tag: a repository without a build would change nothing.
  if (!tagged && !named.includes('/')) return { repository: undefined, tag: named, digest };
  const repository = tagged ? named.slice(0, colon) : named;
  return { repository: repository === '' ? undefined : repository, tag: tagged ? named.slice(colon + 1) : undefined, digest };
}
