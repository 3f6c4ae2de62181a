/**
 * Whether a text is a PostgreSQL identifier that needs no quotes and keeps its case: 1 to 63 of `a-z`, `0-9` and `_`, not starting with a digit.
 * PostgreSQL takes more when quoted, but cuts a longer one off at 63 bytes without failing.
 * @returns true if it is; never throws
 * @see https://www.postgresql.org/docs/16/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
 */
export function isPostgresIdentifier(text: string): boolean {
  return /^[a-z_][a-z0-9_]{0,62}$/.test(text);
}

/** Names of databases and roles that PostgreSQL, CloudNativePG, RDS, Cloud SQL, AlloyDB or Azure reserve for themselves. */
const reservedNames: ReadonlySet<string> = new Set([
  'postgres',
  'template0',
  'template1',
  'public',
  'none',
  'streaming_replica',
  'rdsadmin',
  'rds_superuser',
  'rds_replication',
  'rds_password',
  'rds_iam',
  'rds_ad',
  'rdstopmgr',
  'rdsproxyadmin',
  'cloudsqladmin',
  'cloudsqlagent',
  'cloudsqlsuperuser',
  'cloudsqlreplica',
  'cloudsqliamuser',
  'cloudsqliamserviceaccount',
  'cloudsqlimportexport',
  'alloydbadmin',
  'alloydbsuperuser',
  'azure_maintenance',
  'azure_sys',
  'azure_pg_admin',
  'azure_superuser',
  'azuresu',
]);

/**
 * Whether PostgreSQL, or one of the systems that run it, uses a name, in any case, for a database or a role of its own. A service cannot own it.
 * @returns true if it is; never throws
 * @see https://www.postgresql.org/docs/16/manage-ag-templatedbs.html
 * @see https://www.postgresql.org/docs/16/sql-createrole.html
 */
export function isReservedPostgresName(text: string): boolean {
  const name = text.toLowerCase();
  return reservedNames.has(name) || name.startsWith('pg_') || name.startsWith('cnpg_');
}

/**
 * Whether a text can be the name of a PostgreSQL extension. It is part of file names on the server, and all known ones are lower-case words.
 * @returns true if it can; never throws
 * @see https://www.postgresql.org/docs/16/extend-extensions.html
 */
export function isExtensionName(text: string): boolean {
  return /^[a-z_][a-z0-9_-]{0,62}$/.test(text) && !text.includes('--') && !text.endsWith('-');
}

/**
 * Measures the length of a name as PostgreSQL does. Its identifiers end after 63 bytes.
 * @returns its length in bytes of UTF-8
 */
export function postgresIdentifierBytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/**
 * Turns a registry key into the database name that goes with it: `tax-billing-instalment` and `taxBillingInstalment` into
 * `tax_billing_instalment`.
 * @returns words of lower-case letters and digits joined by `_`; not always an identifier, since a key may start with a digit, be long, or hold
 * nothing that is kept
 */
export function toSnakeCase(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}
