import type { Platform, Service } from '../../platform';

/**
 * Names the database in which `prisma migrate dev` tries migrations out. It makes one of its own where it may create databases, which no service's role may.
 * @returns undefined outside development, and if Prisma does not migrate the database
 * @see https://www.prisma.io/docs/orm/prisma-migrate/understanding-prisma-migrate/shadow-database
 */
export function shadowDatabaseOf({ development }: Pick<Platform, 'development'>, { database, migration }: Service): string | undefined {
  const byPrisma = migration.mode !== 'none' && /\bprisma\b/.test(migration.command.join(' '));
  const byInitJob = database?.provisioning?.by === 'init-job' && database.guest === undefined;
  return development && byPrisma && byInitJob ? `${database.name}_shadow` : undefined;
}
