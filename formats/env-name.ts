/**
 * Whether a text is a portable name of an environment variable: a C identifier, which every shell and language can read. Kubernetes takes more:
 * `-` and `.` since ever, and from 1.28 (on by default from 1.32) every printable ASCII character but `=`. Shells cannot read such a name.
 * It has at most 253 characters: variables are keys of a ConfigMap.
 * @returns true if it is; never throws
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html
 */
export function isEnvName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]{0,252}$/.test(text);
}
