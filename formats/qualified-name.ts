import { isDnsSubdomain } from './dns-subdomain';

/**
 * Whether a text is a qualified name as Kubernetes checks it, such as the key of a label or of an annotation: a name of at most 63 letters, digits, `-`,
 * `_` and `.` with a letter or digit at both ends, and in front of it, if it has one, a DNS name and a slash.
 * @returns true if it is; never throws
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function isQualifiedName(text: string): boolean {
  const slash = text.indexOf('/');
  const name = text.slice(slash + 1);
  return (slash < 0 || isDnsSubdomain(text.slice(0, slash))) && /^[A-Za-z0-9](?:[-._A-Za-z0-9]{0,61}[A-Za-z0-9])?$/.test(name);
}

/** The DNS name in front of a qualified name; empty if there is none. */
export function prefixOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf('/')));
}
