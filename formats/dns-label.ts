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

/**
 * Whether a text can be the name of a folder on every system, and is a DNS label: it is not that of a device of Windows, such as `con` or `com1`.
 * @returns true if it can; never throws
 * @see https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions
 */
export function isFolderLabel(text: string): boolean {
  return isDnsLabel(text) && !isDeviceName(text);
}

/** Whether a text is the name of a device of Windows. */
export function isDeviceName(text: string): boolean {
  return /^(?:con|prn|aux|nul|(?:com|lpt)[0-9])$/i.test(text);
}
