/**
 * Whether a text is an RFC 1123 label as Kubernetes checks it: 1 to 63 of `a-z`, `0-9` and `-`, with a letter or digit at both ends.
 * Namespaces, container names and most path-like names have to be one.
 * @returns true if it is; never throws
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names
 */
export function isDnsLabel(text: string): boolean {
  return /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(text);
}

/**
 * Whether a text is an RFC 1035 label as Kubernetes checks it: an RFC 1123 label that starts with a letter. The name of a Kubernetes Service has
 * to be one.
 * @returns true if it is; never throws
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names
 */
export function isDns1035Label(text: string): boolean {
  return /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(text);
}
