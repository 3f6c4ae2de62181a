import type { Place } from '../../diagnostics';
import { placeUnder } from '../origin';
import type { Platform } from '../platform';
import { clusterSecrets } from './facts/cluster-names';
import { rule } from './rule';

/** Reports a Secret that stands for two things: whoever is given the one would also be given the other. */
export const secretNameShared = rule('secret-name-shared', ({ platform }, report) => {
  const first = new Map<string, SecretRole>();
  for (const secretRole of secretRoles(platform)) {
    const { name, role, place } = secretRole;
    const other = first.get(name);
    if (other === undefined) first.set(name, secretRole);
    else if (!mayShare(secretRole, other)) {
      report({ secret: name, role, other: other.role }, place, { related: [{ label: `it is ${other.role} at`, place: other.place }] });
    }
  }
});

/** What one Secret is for. */
interface SecretRole {
  readonly name: string;
  readonly role: string;
  readonly place: Place;
  /** The service whose hostname the name follows from: two of the same name have the same hostname, and are reported as that. */
  readonly service?: string;
  /** Whether it is the admin role of a server that somebody else runs, who may have made one login for several of them. */
  readonly adminElsewhere?: boolean;
  /** The Cluster whose Secret it is: two servers that are one Cluster are reported as that. */
  readonly cluster?: string;
}

function mayShare(a: SecretRole, b: SecretRole): boolean {
  return (
    (a.service !== undefined && b.service !== undefined) ||
    (a.adminElsewhere === true && b.adminElsewhere === true) ||
    (a.cluster !== undefined && a.cluster === b.cluster)
  );
}

/** Names that follow from a hostname come first, so that the one that somebody chose is to blame. */
function secretRoles({ services, postgresServers, redis, rabbitmq, ingress, tools, imagePullSecrets, sources }: Platform): SecretRole[] {
  const roles = services.flatMap(({ key, database, origins }): SecretRole[] => {
    const of = { role: `the database login of \`${key}\``, place: origins.hostname.place, service: key };
    return [database?.secretName, database?.split?.ownerSecretName].flatMap((name) => (name === undefined ? [] : [{ ...of, name }]));
  });
  for (const { name, adminSecret, inCluster, place } of postgresServers) {
    if (adminSecret === undefined) continue;
    const role = postgresServers.length === 1 ? 'the login of the admin role' : `the login of the admin role of \`${name}\``;
    roles.push({ name: adminSecret, role, place: placeUnder(place, 'adminSecret'), adminElsewhere: inCluster === undefined });
  }
  for (const { cluster, place } of postgresServers) {
    if (cluster === undefined) continue;
    for (const name of clusterSecrets(cluster))
      roles.push({
        name,
        role: `a Secret that the operator makes for the Cluster \`${cluster}\``,
        place: placeUnder(place, 'cluster'),
        cluster,
      });
  }
  if (redis !== undefined) roles.push({ name: redis.secret, role: 'the password of Redis', place: placeUnder(redis.place, 'secret') });
  if (rabbitmq !== undefined)
    roles.push({ name: rabbitmq.secret, role: 'the login of RabbitMQ', place: placeUnder(rabbitmq.place, 'secret') });
  if (ingress?.tlsSecretName !== undefined) {
    roles.push({
      name: ingress.tlsSecretName,
      role: 'the certificate of the Ingress',
      place: placeUnder(ingress.place, 'tls', 'secretName'),
    });
  }
  for (const tool of tools) {
    if (tool.name === 'pgadmin') roles.push({ name: tool.secret, role: 'the login of pgAdmin', place: placeUnder(tool.place, 'secret') });
  }
  // One that is listed twice is reported as that.
  for (const name of new Set(imagePullSecrets)) {
    roles.push({
      name,
      role: 'a login to an image registry',
      place: placeUnder(sources.overlay, 'images', 'pullSecrets', imagePullSecrets.indexOf(name)),
    });
  }
  return roles;
}
