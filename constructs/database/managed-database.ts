import { Construct } from 'constructs';
import type { DatabaseRoleSpec, DatabaseSpec } from '../../imports/postgresql.cnpg.io';
import { keptByArgoCd } from '../delivery/kept';
import { metadataOf } from '../delivery/metadata';
import { Manifest } from '../manifest';
import { managedDatabaseSubject } from '../service/subject';
import type { DatabaseJobProps } from './init-job';

/** What the database of one service on a Cluster of CloudNativePG is made from. */
export interface ManagedDatabaseProps extends DatabaseJobProps {
  /** The name of the Cluster. */
  readonly cluster: string;
}

/**
 * The database of one service and the role that owns it, as CloudNativePG is told of them. Whoever deletes the objects deletes neither. Which Cluster they are
 * on and what they are called in PostgreSQL cannot be changed: the API server refuses it, where anything else would be a new, empty database.
 * @see https://cloudnative-pg.io/documentation/1.30/declarative_role_management/
 * @see https://cloudnative-pg.io/documentation/1.30/declarative_database_management/
 */
export class ManagedDatabase extends Construct {
  constructor(scope: Construct, id: string, { platform, service, database, cluster }: ManagedDatabaseProps) {
    super(scope, id);
    const subject = managedDatabaseSubject(platform, service);
    const kept = platform.delivery === 'argocd' && { annotations: keptByArgoCd };
    const { name, owner, role, secretName, connectionLimit, extensions } = database;
    new Manifest(this, 'role', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'DatabaseRole',
      metadata: metadataOf(platform, subject, { name: service.name, wave: 'databaseRole', ...kept }),
      // Whatever a role may do beyond this is left out, and thereby taken from it.
      spec: {
        cluster: { name: cluster },
        name: role,
        login: true,
        connectionLimit,
        passwordSecret: { name: secretName },
        databaseRoleReclaimPolicy: 'retain',
      } satisfies DatabaseRoleSpec,
    });
    new Manifest(this, 'database', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Database',
      metadata: metadataOf(platform, subject, { name: service.name, wave: 'databaseInit', ...kept }),
      spec: {
        cluster: { name: cluster },
        name,
        owner,
        ensure: 'present',
        template: 'template0',
        encoding: 'UTF8',
        ...(extensions.length > 0 && { extensions: extensions.map((extension) => ({ name: extension })) }),
        databaseReclaimPolicy: 'retain',
      } satisfies DatabaseSpec,
    });
  }
}
