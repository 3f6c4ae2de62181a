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
