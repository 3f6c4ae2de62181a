import type { DatabaseClient } from '../../../registry/schema';

/** How one client wants its URL. */
export interface DatabaseUrlForm {
  readonly scheme: 'postgresql' | 'postgresql+psycopg';
  /** The parameter with the size of the pool, where the client takes it from the URL. */
  readonly poolParameter: string | undefined;
  /** The parameter for a pooler over which no statement can be prepared; undefined if the client prepares none by itself, or takes no word of it from the URL. */
  readonly unpreparedParameter?: string;
  /** The parameters with which the client checks the server's certificate and its host name. */
  readonly verified: (certificateAuthority: string) => readonly string[];
}

/** The URLs of one client. */
interface DatabaseClientForms {
  readonly pods: DatabaseUrlForm;
  readonly migrationJob: DatabaseUrlForm;
  /** In the Prisma Studio on the service's database. */
  readonly studio: DatabaseUrlForm;
}

const libpqWords: DatabaseUrlForm['verified'] = (path) => ['sslmode=verify-full', `sslrootcert=${path}`];

/**
 * Prisma's own engine takes a `sslmode` it does not know for `prefer` and then checks no certificate, without a word. Its `sslcert` is the
 * certificate of the authority, and not, as everywhere else, the client's own.
 * @see https://www.prisma.io/docs/orm/v6/overview/databases/postgresql#arguments
 */
const prismaEngine: DatabaseUrlForm = {
  scheme: 'postgresql',
  poolParameter: 'connection_limit',
  unpreparedParameter: 'pgbouncer=true',
  verified: (path) => ['sslmode=require', 'sslaccept=strict', `sslcert=${path}`],
};

/** The driver adapter hands the URL to `pg`, which knows nothing of `connection_limit` and does not mind it. */
const prismaAdapter: DatabaseUrlForm = { scheme: 'postgresql', poolParameter: 'connection_limit', verified: libpqWords };

/**
 * The Studio of Prisma 7 hands the URL to postgres.js, which tells the server every parameter it does not know, so that the server refuses
 * `sslrootcert`. It trusts whom Node.js trusts.
 */
const prismaStudio: DatabaseUrlForm = { scheme: 'postgresql', poolParameter: 'connection_limit', verified: () => ['sslmode=verify-full'] };

/** libpq refuses a parameter it does not know. */
const libpq: DatabaseUrlForm = { scheme: 'postgresql', poolParameter: undefined, verified: libpqWords };

const sqlalchemy: DatabaseUrlForm = { ...libpq, scheme: 'postgresql+psycopg' };

/**
 * The URLs of all clients. Without TLS all of them take `sslmode=disable`; every mode between means different things to different clients, so there
 * is none.
 */
export const databaseClients: Readonly<Record<DatabaseClient, DatabaseClientForms>> = {
  // The client of Prisma 7 is JavaScript, its CLI still runs the engine.
  'prisma-7': { pods: prismaAdapter, migrationJob: prismaEngine, studio: prismaStudio },
  'prisma-6': { pods: prismaEngine, migrationJob: prismaEngine, studio: prismaEngine },
  'node-postgres': { pods: libpq, migrationJob: libpq, studio: prismaStudio },
  psycopg: { pods: libpq, migrationJob: libpq, studio: prismaStudio },
  sqlalchemy: { pods: sqlalchemy, migrationJob: sqlalchemy, studio: prismaStudio },
};
