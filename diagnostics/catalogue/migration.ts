import { entry } from './entry';
import { quoted } from './wording';

const prisma = "['node_modules/.bin/prisma', 'migrate', 'deploy']";

/** A command that migrates, by runtime. */
const migrationCommands: Readonly<Record<string, string>> = {
  node: prisma,
  nextjs: prisma,
  python: "['alembic', 'upgrade', 'head']",
  java: "['flyway', 'migrate']",
  dotnet: "['./efbundle']",
};

/** Findings about the migrations of database schemas. */
export const migrationEntries = {
  'migration-command-missing': entry<{ runtime: string }>({
    severity: 'error',
    title: 'a migration Job has no command',
    explanation: 'The migration Job runs the image of the service with another command. The image itself would start the service.',
    message: () => 'the migration Job has no command to run',
    help: ({ runtime }) => `add \`migration.command\`, such as \`${migrationCommands[runtime] ?? "['/app/migrate', 'up']"}\``,
  }),

  'migration-mode-missing': entry<object>({
    severity: 'error',
    title: 'a migration has a command and no mode',
    explanation: 'Without `migration.mode` there is no migration, so the command would never run.',
    message: () => 'the migration has a command, and no mode in which it runs',
    help: () => 'set `migration.mode` to `job`, or to `none` if the schema is migrated elsewhere',
  }),

  'migration-without-database': entry<{ service: string; mode: string }>({
    severity: 'error',
    title: 'a service without a database has a migration',
    explanation: 'A migration changes the schema of the database that the service owns. A service whose `database` is empty has none.',
    message: ({ service, mode }) => `${quoted(service)} has the migration mode ${quoted(mode)}, and no database`,
    help: () => "set the service's `database`, or remove `migration`",
  }),

  'migration-entrypoint-outside-development': entry<{ environment: string }>({
    severity: 'error',
    acceptable: true,
    title: 'an image migrates its database when it starts, outside development',
    explanation:
      'Every pod that starts would migrate: several at once in a rollout, and again whenever one is restarted, in the time its startup probe gives it. In development ' +
      'there is one pod, and the old one stops before the new one starts.',
    message: ({ environment }) =>
      `the image migrates its database when it starts, and environment ${quoted(environment)} is not for development`,
    help: () => 'set `migration.mode` to `job` with a `command`, and to `entrypoint` in the overlay of the development environment alone',
  }),

  'migration-db-push': entry<{ environment: string }>({
    severity: 'error',
    title: '`prisma db push` runs outside development',
    explanation:
      '`prisma db push` makes the schema what the image says, without a history, a lock or a review: a column that was renamed is dropped with its data, or the push stops ' +
      'half-way. It is for prototypes.',
    message: ({ environment }) => `the command runs \`prisma db push\`, and environment ${quoted(environment)} is not for development`,
    help: () => 'write migrations with `prisma migrate dev`, and run `prisma migrate deploy` in a migration Job',
  }),
};
