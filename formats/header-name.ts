/**
 * Whether a text is the name of an HTTP header as Kubernetes takes it for a probe: letters, digits and dashes.
 * @returns true if it is; never throws
 */
export function isHeaderName(text: string): boolean {
  return /^[-A-Za-z0-9]+$/.test(text);
}
