import type { BackingKind } from '../backing-kind';
import { postgresServer } from './server';

/** The name of the server that an overlay declares as `postgres`. */
export const onlyServerName = 'postgres';

/** PostgreSQL. A service asks for it by having a database, and an environment may have several servers. */
export const postgres: BackingKind<'postgres'> = {
  kind: 'postgres',
  label: 'PostgreSQL',
  component: 'database',
  defaults: {
    image: 'postgres:16-alpine',
    port: 5432,
    resources: {
      requests: { cpu: '100m', 'ephemeral-storage': '64Mi', memory: '256Mi' },
      limits: { cpu: '2', 'ephemeral-storage': '512Mi', memory: '1Gi' },
    },
    users: { alpine: { uid: 70, gid: 70 }, debian: { uid: 999, gid: 999 } },
  },
  username: 'postgres',
  schemes: { postgres: 5432, postgresql: 5432 },
  /** @see https://www.postgresql.org/support/versioning/ */
  endOfLife: {
    successor: '`postgres:16-alpine` or newer, with a dump and restore of the data',
    ends: [
      ['9', '2021-11-11'],
      ['10', '2022-11-10'],
      ['11', '2023-11-09'],
      ['12', '2024-11-21'],
      ['13', '2025-11-13'],
      ['14', '2026-11-12'],
      ['15', '2027-11-11'],
      ['16', '2028-11-09'],
    ],
  },
  server: (server, services) =>
    server.provisioning.by === 'init-job' ? postgresServer(server, server.provisioning.adminSecret, services) : undefined,
};
