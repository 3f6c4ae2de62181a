/** A container image's parts. */
export interface ImageReferenceParts {
  /** Registry host, port and path, such as `ghcr.io/acme/assessment-roll`. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** The algorithm and hexadecimal digits, such as `sha256:` and 64 digits. */
  readonly digest: string | undefined;
}

const repositoryPattern = (() => {
  const label = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
  const domain = `(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
  const segment = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
  return new RegExp(`^(?:${domain}/)?${segment}(?:/${segment})*$`);
})();

/** The longest repository in characters. */
const maximumRepositoryLength = 255;

/**
 * Splits an image reference into its parts by the grammar of the distribution project: `host:port/path:tag@digest`, where only the path is needed. A
 * repository of just 64 hexadecimal digits is refused, since container runtimes take it for an image's id.
 * @returns the parts as the text has them, without defaults such as `docker.io` or `latest`; undefined if the text is no reference
 * @see https://github.com/distribution/reference/blob/main/reference.go
 */
export function parseImageReference(text: string): ImageReferenceParts | undefined {
  const at = text.indexOf('@');
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const named = at === -1 ? text : text.slice(0, at);
  const colon = named.lastIndexOf(':');
  const tagged = colon > named.lastIndexOf('/');
  const repository = tagged ? named.slice(0, colon) : named;
  const tag = tagged ? named.slice(colon + 1) : undefined;
  if (repository.length > maximumRepositoryLength || !repositoryPattern.test(repository) || /^[a-f0-9]{64}$/.test(repository))
    return undefined;
  if (tag !== undefined && !isImageTag(tag)) return undefined;
  if (digest !== undefined && !isImageDigest(digest)) return undefined;
  return { repository, tag, digest };
}

/**
 * Whether a text is a legal image tag: a letter, digit or `_`, then up to 127 of those, `.` and `-`.
 * @returns true if it is; never throws
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
 */
export function isImageTag(text: string): boolean {
  return /^[A-Za-z0-9_][-.A-Za-z0-9_]{0,127}$/.test(text);
}

/**
 * Whether a text is an image digest that container runtimes can check: `sha256:`, `sha384:` or `sha512:` and as many lower-case hexadecimal
 * digits as that makes.
 * @returns true if it is; never throws
 * @see https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests
 */
export function isImageDigest(text: string): boolean {
  return /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/.test(text);
}

/**
 * Puts an image reference together again.
 * @returns `repository:tag@digest`, without the parts that are undefined
 */
export function formatImageReference(reference: ImageReferenceParts): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
  return reference.repository + tag + digest;
}
