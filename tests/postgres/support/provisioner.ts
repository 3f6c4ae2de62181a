import { randomBytes } from 'node:crypto';

import type { AdminLogin } from './cluster-data';
import { ask } from './psql';
import type { PostgresServer } from './server';

/** Creates the administrator that managed servers give, who is no superuser, and returns its login. */
export async function createProvisioner(server: PostgresServer): Promise<AdminLogin> {
  const password = randomBytes(24).toString('hex');
  await ask(server, "CREATE ROLE provisioner LOGIN NOSUPERUSER CREATEDB CREATEROLE PASSWORD :'password'", { password });
  return { user: 'provisioner', password };
}

/** The variables with which a Job connects as another administrator than its own. */
export function connectAs({ user, password }: AdminLogin): Record<string, string> {
  return { PGUSER: user, PGPASSWORD: password };
}

/** Drops all databases and roles but those that the server began with, and the provisioner: the next test finds the server as it was. */
export async function emptyServer(server: PostgresServer): Promise<void> {
  await ask(
    server,
    "SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_database WHERE datname NOT IN ('postgres', 'template0', 'template1') \\gexec",
  );
  await ask(
    server,
    "SELECT format('DROP ROLE %I', rolname) FROM pg_roles WHERE oid >= 16384 AND rolname NOT IN (current_user, 'provisioner') AND rolname NOT LIKE 'pg\\_%' \\gexec",
  );
}
