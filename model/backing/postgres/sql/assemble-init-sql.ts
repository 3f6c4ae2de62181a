import { lockServer, quietLog, trustedNames } from './init-sql-parts';
import { readMark, refuseUnmarked, refuseUnmarkedOld } from './preview-marks';
import { readRenamed, renameDatabase } from './rename-database';

/** Which of the scripts of one kind of init Jobs it is. Each is a ConfigMap of its own, so that a step that few need makes nobody else's Job run again. */
export interface InitSqlVariant {
  /** Whether it is for previews on a server outside: what it makes has their mark, and what has none is refused. */
  readonly marked: boolean;
  /** Whether the database may have to get another name first. */
  readonly renamed: boolean;
}

/** What the scripts of one kind of init Jobs have of their own. */
interface InitSqlParts {
  /** The comment at the head; of one that renames. */
  readonly about: string;
  readonly aboutRename: string;
  /** Reads the variables. */
  readonly read: readonly string[];
  /** The psql variables of the roles that it makes. */
  readonly roles: readonly string[];
  /** Brings roles and database to what is declared. */
  readonly converge: (marked: boolean) => readonly string[];
}

/** The script of init Jobs: it reads, takes the lock of the server, refuses what is not the preview's, renames, and converges. */
export function assembleInitSql({ about, aboutRename, read, roles, converge }: InitSqlParts, { marked, renamed }: InitSqlVariant): string {
  return [
    renamed ? aboutRename : about,
    ...read,
    ...(renamed ? [readRenamed] : []),
    ...(marked ? [readMark] : []),
    trustedNames,
    quietLog,
    lockServer,
    ...(marked ? [refuseUnmarked(roles)] : []),
    ...(marked && renamed ? [refuseUnmarkedOld] : []),
    ...(renamed ? [renameDatabase] : []),
    ...converge(marked),
  ].join('');
}
