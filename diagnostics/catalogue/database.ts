import { entry } from './entry';
import { quoted, quotedList, type Suggestion } from './wording';

/** Findings about the databases of services. */
export const databaseEntries = {
  'database-invalid': entry<Suggestion & { database: string; bytes: number }>({
    severity: 'error',
    title: 'a database name is not a PostgreSQL identifier',
    explanation:
      'The name is used for a database and for the login role that owns it, in SQL, in URLs and in scripts, so it must not need quotes anywhere. ' +
      'PostgreSQL cuts a name off after 63 bytes with only a notice: two services could then share one database unnoticed.',
    message: ({ database, bytes }) =>
      bytes > 63
        ? `database name ${quoted(database)} has ${bytes} bytes, and PostgreSQL cuts it off after 63`
        : `database name ${quoted(database)} needs quotes in SQL`,
    notes: () => ['such a name has 1 to 63 of `a-z`, `0-9` and `_`, and does not start with a digit'],
    help: ({ suggestion }) => (suggestion === undefined ? 'choose a short name in snake_case' : `call it ${quoted(suggestion)}`),
  }),

  'database-reserved': entry<{ database: string }>({
    severity: 'error',
    title: 'a database name is taken by PostgreSQL',
    explanation:
      'PostgreSQL and the systems that run it keep some databases and roles to themselves, and every name that starts with `pg_`.',
    message: ({ database }) => `${quoted(database)} is a name that the database server keeps to itself`,
    help: () => "name the database after the service's registry key, in snake_case",
  }),

  'database-renamed-invalid': entry<{ name: string; reserved: boolean }>({
    severity: 'error',
    title: 'a database cannot have had its name of before',
    explanation:
      '`databaseRenamedFrom` names the database that the init Job gives another name. Databases of services have 1 to 63 of `a-z`, `0-9` and `_`, and none has a name that PostgreSQL or a system that runs it keeps to itself.',
    message: ({ name, reserved }) =>
      reserved
        ? `${quoted(name)} is a name that the database server keeps to itself, and is never renamed`
        : `${quoted(name)} is no name that the database of a service can have had`,
    help: () => 'write the name that the database has on its server, or remove `databaseRenamedFrom`',
  }),

  'database-renamed-same': entry<{ service: string; database: string }>({
    severity: 'error',
    title: 'a database would be renamed to the name that it has',
    explanation: '`databaseRenamedFrom` is the name of before, and `database` the one from now on.',
    message: ({ service, database }) => `\`databaseRenamedFrom\` of ${quoted(service)} is the name of its database, ${quoted(database)}`,
    help: () => 'write the new name in `database`, or remove `databaseRenamedFrom`',
  }),

  'database-renamed-taken': entry<{ service: string; from: string; taken: string; other: string; renames: boolean }>({
    severity: 'error',
    title: 'a database of another service would be renamed',
    explanation:
      'A name of before must be one that nobody else on the server has or had: the init Job would take the database of another service, with its roles. Two services that swap names, or pass one on, do so in two releases, since Jobs run in no order.',
    message: ({ service, from, taken, other, renames }) =>
      `${quoted(service)} renames the database ${quoted(from)}, and ${taken === from ? 'that' : quoted(taken)} ${renames ? 'is renamed by' : 'belongs to'} ${quoted(other)}${renames ? ', too' : ''}`,
    help: ({ other, renames }) =>
      renames
        ? 'remove `databaseRenamedFrom` from the service that never had it'
        : `name a database that no service has any more; if ${quoted(other)} gets the name of it, rename this one in a release before`,
  }),

  'database-renamed-by-hand': entry<{ service: string; by: 'operator' | 'given' }>({
    severity: 'error',
    acceptable: true,
    title: 'nothing renames the database of a service',
    explanation:
      'An init Job renames a database. CloudNativePG renames none: the API server refuses another name in its `Database`. A given login, with its database, belongs to whoever gives it. Where other environments have init Jobs, this finding may be accepted for this one.',
    message: ({ service, by }) =>
      by === 'operator'
        ? `\`databaseRenamedFrom\` of ${quoted(service)} has no effect on CloudNativePG, which cannot rename a database`
        : `\`databaseRenamedFrom\` of ${quoted(service)} has no effect on a database that is given`,
    help: ({ by }) =>
      by === 'operator'
        ? 'remove `databaseRenamedFrom`, and keep the name of the database'
        : 'remove `databaseRenamedFrom`, and have the administrator rename database and roles as docs/guides/upgrades.md shows',
  }),

  'database-shared': entry<{ database: string; other: string }>({
    severity: 'error',
    title: 'two services share a database',
    explanation:
      'Every service that keeps data has a database that no other service reads or writes. It fetches data of another service through its API. ' +
      'Two owners of one database would also overwrite the password of each other.',
    message: ({ database, other }) => `database ${quoted(database)} already belongs to service ${quoted(other)}`,
    help: ({ other }) =>
      `give this service a database of its own, or fetch the data from ${quoted(other)} through its API, or, on purpose, make it a guest: \`database: { of: '${other}', access: 'read', reason: '…' }\``,
  }),

  'database-naming': entry<{ database: string; expected: string }>({
    severity: 'warning',
    title: 'a database is not named after its service',
    explanation:
      'A database carries the registry key of its service in snake_case, so that its owner is visible on the database server. ' +
      'Renaming one that holds data is a migration: plan it.',
    message: ({ database, expected }) => `database ${quoted(database)} is not named after its service: ${quoted(expected)} would be`,
    help: ({ expected }) => `call it ${quoted(expected)}, if it holds no data yet`,
  }),

  'database-foreign-url': entry<{ variable: string; database: string; other: string }>({
    severity: 'error',
    title: "a service is given the URL of another service's database",
    explanation:
      'No service reads or writes the database of another one. The init Jobs grant only the owner the right to connect, so the URL would not ' +
      'even work.',
    message: ({ variable, database, other }) =>
      `${quoted(variable)} leads to database ${quoted(database)}, which belongs to service ${quoted(other)}`,
    help: ({ other }) => `remove it and fetch the data from ${quoted(other)} through its API`,
  }),

  'database-undeclared': entry<{ variable: string; database: string }>({
    severity: 'error',
    title: 'a service is given the URL of a database that is not in the registry',
    explanation:
      "The registry's field `database` is the one place where a database is declared. Nothing creates a database that only a URL names, and " +
      '`DATABASE_URL` comes by itself.',
    message: ({ variable, database }) => `${quoted(variable)} leads to database ${quoted(database)}, which no service declares`,
    help: () => "declare the database in the service's field `database` and use the `DATABASE_URL` that comes with it",
  }),

  'database-foreign-secret': entry<{ variable: string; secret: string; owner: string }>({
    severity: 'error',
    title: 'a service is given a database credential that is not its own',
    explanation:
      "The Secret with a service's database login is for that service, and the one of the admin role is for init Jobs alone: its holder " +
      'can read every database. Variables and `secretFiles` are held to it.',
    message: ({ variable, secret, owner }) =>
      `${quoted(variable)} takes its value from Secret ${quoted(secret)}, the database login of ${owner}`,
    help: () => 'remove it: data of another service is fetched through its API, and tables are changed by the migration Job',
  }),

  'database-setting-without-database': entry<{ service: string; field: string }>({
    severity: 'error',
    title: 'a service without a database says how it gets at one',
    explanation:
      '`databaseAccess`, `databaseClient`, `databaseProvisioning` and `databaseRenamedFrom` are about the database of the service. A service whose `database` is empty has none.',
    message: ({ service, field }) => `${quoted(service)} sets \`${field}\`, and has no database`,
    help: ({ field }) => `set the service's \`database\`, or remove \`${field}\``,
  }),

  'database-split-without-migration': entry<{ service: string; environment: string; role: string; nobody: boolean }>({
    severity: 'error',
    title: 'access to a database is split, and its tables are not changed by a Job',
    explanation:
      'With split access the pods log in as a role that makes and changes no tables. A migration Job does, with the login of the owner. An image that migrates when it starts ' +
      'would fail, in every environment. If another program migrates, with the Secret of the owner, set `migration.mode` to `none`.',
    message: ({ service, environment, role, nobody }) =>
      nobody
        ? `no migration changes the tables of ${quoted(service)}: its pods log in as ${quoted(role)}, which may not`
        : `the image of ${quoted(service)} migrates when it starts in environment ${quoted(environment)}, as ${quoted(role)}, which may change no table`,
    help: () => 'set `migration.mode` to `job` with a `command`, or `databaseAccess` to `owner`',
  }),

  'database-shadow-invalid': entry<{ shadow: string; bytes: number; other: string | undefined }>({
    severity: 'error',
    title: 'the shadow database of a service cannot have its name',
    explanation:
      'In development a database that Prisma migrates has a shadow, `<database>_shadow`, in which `prisma migrate dev` tries migrations out and drops everything. PostgreSQL cuts a name off after 63 bytes with only a ' +
      'notice, and the database of another service would be emptied.',
    message: ({ shadow, bytes, other }) =>
      other === undefined
        ? `shadow database ${quoted(shadow)} has ${bytes} bytes, and PostgreSQL cuts it off after 63`
        : `shadow database ${quoted(shadow)} is the database of ${quoted(other)}`,
    help: ({ other }) =>
      other === undefined
        ? 'choose a name for the database of at most 56 bytes'
        : 'choose a name for either database that does not follow from the other by `_shadow`',
  }),

  'database-role-invalid': entry<{ database: string; role: string; bytes: number; excess: number | undefined }>({
    severity: 'error',
    title: 'a role of a database cannot have its name',
    explanation:
      'With split access a database has the roles `<database>_owner` and `<database>_app`, and each guest has a role `<database>_<hostname>`. PostgreSQL cuts a name off after 63 bytes with only a notice, so that roles of two ' +
      'databases could be one, and keeps names that start with `pg_` to itself.',
    message: ({ role, bytes }) =>
      bytes > 63
        ? `role ${quoted(role)} has ${bytes} bytes, and PostgreSQL cuts it off after 63`
        : `role ${quoted(role)} has a name that the database server keeps to itself`,
    help: ({ bytes, excess }) =>
      excess !== undefined
        ? `choose a \`hostname\` for the service that is shorter by ${excess}`
        : bytes > 63
          ? 'choose a name for the database of at most 57 bytes'
          : 'choose another name for the database',
  }),

  'database-role-shared': entry<{ database: string; role: string; other: string; guest: string | undefined }>({
    severity: 'error',
    title: 'two databases have a role in common',
    explanation:
      'Roles belong to the whole server. A database has the role of its own name, and with split access `<database>_owner` and `<database>_app`; a guest of it has `<database>_<hostname>`. Two init Jobs that set up one ' +
      'role overwrite the password of each other, and let each service into the database of the other.',
    message: ({ database, role, other }) =>
      `database ${quoted(database)} has the role ${quoted(role)}, which the database of service ${quoted(other)} has too`,
    help: ({ other, guest }) =>
      guest === undefined
        ? `choose another name for this database, or for that of ${quoted(other)}`
        : `choose another \`hostname\` for ${quoted(guest)}, whose role is named after it`,
  }),

  'database-host-unknown': entry<Suggestion & { of: string; state: 'unknown' | 'outside' | 'without' | 'self'; owners: readonly string[] }>(
    {
      severity: 'error',
      title: 'a service is a guest of a database that there is none of',
      explanation:
        '`database.of` names the service whose database a guest logs in to: one of the same product, with a database of its own. The server and the name of the database ' +
        'follow from it.',
      message: ({ of, state }) =>
        ({
          unknown: `there is no service ${quoted(of)} in the registry`,
          outside: `service ${quoted(of)} is not part of the product`,
          without: `service ${quoted(of)} has no database of its own`,
          self: `service ${quoted(of)} cannot be a guest of its own database`,
        })[state],
      help: ({ suggestion, state, owners }) =>
        suggestion !== undefined
          ? `did you mean ${quoted(suggestion)}?`
          : state === 'self'
            ? 'write the name of a database, such as `orders`, in place of the mapping'
            : owners.length === 0
              ? 'give one of the services a database'
              : `name a service with a database, such as ${quotedList(owners, 4)}`,
    },
  ),

  'database-guest-setting': entry<{ service: string; field: string; of: string }>({
    severity: 'error',
    title: 'a guest says about a database what only its owner can say',
    explanation:
      'The tables, the extensions and the server of a database are those of the service that it belongs to. A guest of it has one login, which changes no table.',
    message: ({ service, field, of }) => `${quoted(service)} sets \`${field}\`, and is a guest of the database of ${quoted(of)}`,
    help: ({ field, of }) => `set \`${field}\` for ${quoted(of)}, or remove it`,
  }),

  'database-server-role-shared': entry<{ server: string; roles: readonly string[]; other: string }>({
    severity: 'error',
    title: 'two platforms have a role in common on one server',
    explanation:
      'Roles belong to the whole server, whichever product or environment makes them. A database has the role of its own name, and with split access `<database>_owner` and ' +
      '`<database>_app`. With a role in common, a service could log in to the database of another product; the init Job that runs second refuses.',
    message: ({ server, roles, other }) =>
      `${roles.length === 1 ? 'role' : 'roles'} ${quotedList(roles)} on ${quoted(server)} ${roles.length === 1 ? 'is also a role' : 'are also roles'} of another database, in ${quoted(other)}`,
    help: () => 'choose another name for one of the databases, or give each platform a server of its own',
  }),

  'database-server-shared': entry<{ server: string; databases: readonly string[]; other: string }>({
    severity: 'warning',
    title: 'two platforms have the same database on one server',
    explanation:
      'Two environments or products that name the same server, port and database read and write the same data. Each also sets the password of ' +
      'the owner, and counts only its own connections.',
    message: ({ server, databases, other }) =>
      `${databases.length === 1 ? 'database' : 'databases'} ${quotedList(databases)} on ${quoted(server)} also ${databases.length === 1 ? 'belongs' : 'belong'} to ${quoted(other)}`,
    help: () => 'give each environment a server of its own, or another `database` to each of the services',
  }),

  'extension-invalid': entry<{ extension: string }>({
    severity: 'error',
    title: 'the name of an extension is not legal',
    explanation: 'The admin role runs `CREATE EXTENSION` with this name, so only what can be the name of an extension may stand here.',
    message: ({ extension }) => `${quoted(extension)} cannot be the name of a PostgreSQL extension`,
    help: () => 'write the name as `CREATE EXTENSION` takes it, such as `pg_trgm` or `uuid-ossp`',
  }),

  'extension-without-database': entry<{ extension: string }>({
    severity: 'error',
    title: 'an extension is declared for a service without a database',
    explanation: 'Extensions are created inside a database. A service whose `database` is empty has none.',
    message: ({ extension }) => `extension ${quoted(extension)} has no database to be created in`,
    help: () => "set the service's `database`, or remove `extensions`",
  }),

  'extension-unavailable': entry<Suggestion & { extension: string; image: string; field: string; provider?: string | undefined }>({
    severity: 'error',
    title: "an extension is not in the database server's image",
    explanation:
      "The official `postgres` images hold the extensions of PostgreSQL's own contrib collection and no others. The init Job would fail.",
    message: ({ extension, image }) => `image ${quoted(image)} has no extension ${quoted(extension)}`,
    help: ({ suggestion, provider, field }) =>
      suggestion !== undefined
        ? `did you mean ${quoted(suggestion)}?`
        : `set ${quoted(field)} of the overlay to an image that has it${provider === undefined ? '' : `, such as one of ${quoted(provider)}`}`,
  }),

  'extension-not-preloaded': entry<{ extension: string; library: string; server: string; cluster: string | undefined }>({
    severity: 'warning',
    title: 'an extension works on a server that preloads its library alone, and that server is not ours',
    explanation:
      'Some extensions hook into the server when it starts: their library has to be in `shared_preload_libraries`, or `CREATE EXTENSION` fails, or works and nothing is ' +
      'recorded. A server in the cluster is started so. Of one that others run nobody here knows.',
    message: ({ extension, library, server }) =>
      `extension ${quoted(extension)} works if the server ${quoted(server)} has ${quoted(library)} in \`shared_preload_libraries\``,
    help: ({ library, cluster }) =>
      cluster === undefined
        ? `have ${quoted(library)} added there, and accept this finding by \`allow\` when it is`
        : `add ${quoted(library)} to \`postgresql.shared_preload_libraries\` of the Cluster ${quoted(cluster)}, and accept this finding by \`allow\``,
  }),

  'pg-cron-shared': entry<{ server: string; services: readonly string[] }>({
    severity: 'error',
    title: 'several databases of one server want pg_cron',
    explanation:
      'A server runs the jobs of pg_cron out of one database, `cron.database_name`, and the extension can be created in no other.',
    message: ({ server, services }) => `pg_cron is for one database of the server ${quoted(server)}, and ${quotedList(services)} want it`,
    help: () =>
      'let one service have `pg_cron`, and schedule the jobs of the others from there by `cron.schedule_in_database`, or as cron jobs of the registry',
  }),
};
