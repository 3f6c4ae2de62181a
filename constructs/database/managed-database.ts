import { Construct } from 'constructs';
import type { DatabaseRoleSpec, DatabaseSpec } from '../../imports/postgresql.cnpg.io';
import type { ManagedDatabase } from '../../model/blueprint';
import { keptByArgoCd } from '../delivery/kept';
import { createSubject, metadataOf, type Setting } from '../delivery/metadata';
import { Manifest } from '../manifest';

/** The database of one service on a Cluster of CloudNativePG. */
export interface OperatorDatabaseProps {
  readonly setting: Setting;
  readonly database: ManagedDatabase;
}

/**
 * The database of one service and the role that owns it, for CloudNativePG. Deleting the objects deletes neither. Which Cluster they are
 * on and what they are called in PostgreSQL cannot be changed: the API server refuses it, where anything else would be a new, empty database.
 * @see https://cloudnative-pg.io/documentation/1.30/declarative_role_management/
 * @see https://cloudnative-pg.io/documentation/1.30/declarative_database_management/
 */
export class OperatorDatabase extends Construct {
  constructor(scope: Construct, id: string, { setting, database }: OperatorDatabaseProps) {
    super(scope, id);
    const { name, cluster, service, role, owner, secret, connectionLimit, extensions } = database;
    const subject = createSubject(setting, { name: service, instance: name, component: 'managed-database' });
    const kept = { annotations: keptByArgoCd(setting) };
    new Manifest(this, 'role', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'DatabaseRole',
      metadata: metadataOf(setting, subject, { name, stage: 'databaseRole', ...kept }),
      // Whatever a role may do beyond this is left out, and thereby taken from it.
      spec: {
        cluster: { name: cluster },
        name: role,
        login: true,
        connectionLimit,
        passwordSecret: { name: secret },
        databaseRoleReclaimPolicy: 'retain',
      } satisfies DatabaseRoleSpec,
    });
    new Manifest(this, 'database', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Database',
      metadata: metadataOf(setting, subject, { name, stage: 'database', ...kept }),
      spec: {
        cluster: { name: cluster },
        name: database.database,
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
