/** Where the CA certificate of an encrypted PostgreSQL connection is mounted: part of the connection URL. */
export const postgresCaPath = '/var/run/postgres-ca/ca.crt';
