import type { Service } from '../platform';
import { clusterSecrets } from './facts/cluster-names';
import { rule } from './rule';

/** Reports environment variables that are filled from the database login of another service, of an admin role, of a Cluster, or of an owner that the pods are kept from. */
export const databaseForeignSecret = rule('database-foreign-secret', ({ platform, variables }, report) => {
  const ownerOfSecret = new Map<string, Service>();
  const ofOwners = new Map<string, Service>();
  for (const service of platform.services) {
    if (service.database !== undefined) ownerOfSecret.set(service.database.secretName, service);
    if (service.database?.split !== undefined) ofOwners.set(service.database.split.ownerSecretName, service);
  }
  const adminSecrets = new Set(platform.postgresServers.map(({ adminSecret }) => adminSecret));
  const ofClusters = new Map(
    platform.postgresServers.flatMap(({ cluster }) =>
      cluster === undefined ? [] : clusterSecrets(cluster).map((name): [string, string] => [name, cluster]),
    ),
  );
  for (const { service, name, secret, origin } of variables.secret) {
    const owner = ownerOfSecret.get(secret.name);
    const migrating = ofOwners.get(secret.name);
    const cluster = ofClusters.get(secret.name);
    if (adminSecrets.has(secret.name)) {
      report({ variable: name, secret: secret.name, owner: 'the admin role' }, origin.place);
    } else if (cluster !== undefined) {
      report({ variable: name, secret: secret.name, owner: `the Cluster \`${cluster}\`` }, origin.place);
    } else if (migrating !== undefined) {
      // Also for the service itself: its pods are not to have it.
      report({ variable: name, secret: secret.name, owner: `the owner of the database of \`${migrating.key}\`` }, origin.place);
    } else if (owner !== undefined && owner !== service) {
      report({ variable: name, secret: secret.name, owner: `\`${owner.key}\`` }, origin.place);
    }
  }
});
