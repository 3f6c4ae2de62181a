/**
 * Whether the labels of a host behind a name and a namespace are those that the DNS of a cluster gives its Services: `svc`, or `svc.cluster.local`. A host outside may have `svc` in its
 * name, too, such as `api.acme.svc.example.com`. A cluster with another domain answers for the short names as well.
 * @param labels what follows the namespace, such as `['svc']` of `ldap.directory.svc`
 * @returns true if they are; never throws
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#services
 */
export function isServiceDomain(labels: readonly string[]): boolean {
  return /^svc(?:\.cluster\.local)?\.?$/.test(labels.join('.'));
}
