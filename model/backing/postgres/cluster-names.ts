/**
 * Lists the Kubernetes Services that CloudNativePG makes for a Cluster: for the server that takes changes, for those that do not, and for any.
 * @see https://cloudnative-pg.io/documentation/1.30/service_management/
 */
export function clusterHosts(cluster: string): string[] {
  return ['rw', 'ro', 'r'].map((suffix) => `${cluster}-${suffix}`);
}

/**
 * Lists the Secrets that CloudNativePG makes for a Cluster. Whoever has one is a superuser, or may become one: the authority also signs the certificates that
 * the operator itself logs in with.
 */
export function clusterSecrets(cluster: string): string[] {
  return ['app', 'ca', 'replication', 'server', 'superuser'].map((suffix) => `${cluster}-${suffix}`);
}
