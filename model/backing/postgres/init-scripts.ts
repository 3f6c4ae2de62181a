import { configVolume, deepFreeze, type MountedVolume } from '../../blueprint';
import { type ConfigObject, configHash } from '../../blueprint/workload';
import type { Database } from '../../platform';
import { dropSql } from './sql/drop-sql';
import { guestInitSql, ownerMissing, previewGuestInitSql } from './sql/guest-init-sql';
import { initSql } from './sql/init-sql';
import { stillConnected } from './sql/rename-database';
import { splitInitSql } from './sql/split-init-sql';

/** The script of init Jobs as an object that all of them read, and the way it gets into their pods. */
export interface InitScript {
  readonly config: ConfigObject;
  readonly mounted: MountedVolume;
  readonly command: readonly string[];
}

const path = '/sql';

/**
 * The shell script that runs `init.sql`. psql ends with 2 if there is no connection, and with 3 and the name of the command if there is no second one. Either is tried again until the
 * Job's deadline, and so is a lock that running pods did not give back in time; all else ends the pod, and counts as a failure of the Job. A server that answers `FATAL` is there, and
 * refuses, unless it starts, stops or has no connection left.
 * @param passwords the variables that must not be empty, in the order in which the script sets them
 * @param again messages of the script that are tried again too, as long as the Job may take, or for a minute
 * @see https://www.postgresql.org/docs/current/app-psql.html#id-1.9.4.20.7
 */
function runScript(passwords: readonly string[], again: { readonly always?: string; readonly aMinute?: string } = {}): string {
  const { always, aMinute } = again;
  return String.raw`# Runs init.sql. What fails to connect, or to get a lock that pods hold, is tried again, as long as the Job may take; whatever else fails is the end. Where the script
# has psql hash passwords, it reads each of them twice.
export PGCONNECT_TIMEOUT=5
for name in ${passwords.join(' ')}; do
  [ -n "$(printenv "$name")" ] || { echo "$name is not set" >&2; exit 1; }
done
${aMinute === undefined ? '' : deadline}until says=$(printf '%s\n' ${passwords.flatMap((name) => [`"$${name}"`, `"$${name}"`]).join(' ')} | psql -X -q -v ON_ERROR_STOP=1 -d postgres -f "$(dirname "$0")/init.sql" 2>&1); do
  code=$?
  printf '%s\n' "$says" >&2
  # psql ends with 2 where the connection fails, and with 3 where a later one does.
  case "$code $says" in
    2\ * | *'\connect: '* | *'deadlock detected'* | *'due to lock timeout'*${always === undefined ? '' : ` | *'${always}'*`}) ;;
${aMinute === undefined ? '' : untilDeadline(aMinute)}    *) exit 1 ;;
  esac
  # A server that answers refuses, unless it starts, stops or is full.
  case "$says" in
    *'the database system is '* | *'too many '* | *'connection slots'* | *'terminating connection'*) ;;
    *FATAL:* | *certificate* | *'support SSL'*) exit 1 ;;
  esac
  sleep 2
done
[ -z "$says" ] || printf '%s\n' "$says" >&2
`;
}

/** Pods that are about to end have this long. */
const deadline = `deadline=$(($(date +%s) + \${WAIT_SECONDS:-60}))
`;

function untilDeadline(message: string): string {
  return `    *'${message}'*)
      [ "$(date +%s)" -lt "$deadline" ] || exit 1
      sleep 2
      continue
      ;;
`;
}

function initScript(name: string, sql: string, runs: string): InitScript {
  const config: ConfigObject = { name, hashed: true, data: { 'init.sql': sql, 'run.sh': runs } };
  const { volume, mount } = configVolume('script', name, path);
  return deepFreeze({
    config,
    mounted: { volume: { ...volume, hash: configHash(config) }, mount },
    command: ['/bin/sh', `${path}/run.sh`],
  });
}

const ownerRun = runScript(['SVC_DB_PASSWORD']);
const renameRun = runScript(['SVC_DB_PASSWORD'], { aMinute: stillConnected });
const splitRun = runScript(['SVC_DB_PASSWORD', 'SVC_DB_APP_PASSWORD']);
const splitRenameRun = runScript(['SVC_DB_PASSWORD', 'SVC_DB_APP_PASSWORD'], { aMinute: stillConnected });
const guestRun = runScript(['SVC_DB_GUEST_PASSWORD'], { always: ownerMissing });

/** The scripts of init Jobs, by the beginning of their names. */
function scriptsOf(name: string, marked: boolean): Readonly<Record<'owner' | 'rename' | 'split' | 'splitRename' | 'guest', InitScript>> {
  return {
    owner: initScript(name, initSql({ marked, renamed: false }), ownerRun),
    rename: initScript(`${name}-rename`, initSql({ marked, renamed: true }), renameRun),
    split: initScript(`${name}-split`, splitInitSql({ marked, renamed: false }), splitRun),
    splitRename: initScript(`${name}-split-rename`, splitInitSql({ marked, renamed: true }), splitRenameRun),
    guest: initScript(`${name}-guest`, marked ? previewGuestInitSql : guestInitSql, guestRun),
  };
}

const scripts = scriptsOf('database-init', false);

/** Those of previews. They are objects of their own, so that no init Job of another environment runs again with a change of them. */
const previewScripts = scriptsOf('database-init-preview', true);

/** The script of the Jobs that drop the databases of a preview. */
export const dropScript = initScript('database-drop', dropSql, runScript([]));

/**
 * The script for a database: the same object for all that need it.
 * @param marked whether it marks what it makes as that of a preview, and refuses what has no mark
 */
export function initScriptOf({ guest, split, renamed }: Pick<Database, 'guest' | 'split' | 'renamed'>, marked: boolean): InitScript {
  const of = marked ? previewScripts : scripts;
  if (guest !== undefined) return of.guest;
  if (renamed !== undefined) return split === undefined ? of.rename : of.splitRename;
  return split === undefined ? of.owner : of.split;
}
