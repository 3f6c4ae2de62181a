import { deepFreeze, literalVariable } from '../../blueprint';
import type { Resources } from '../../platform';
import type { StartCheck } from '../server-design';

/**
 * Looks for data directories in the volume: its top and two levels below are all places where an image, or a layout of ours, puts one. The data of the running
 * major in `PGDATA` is right, whatever an upgrade has left beside it; any other would be passed over, and an empty server started. Data of another user is that of another base image:
 * PostgreSQL refuses it, and to give it away would not do, since the C libraries of Alpine and Debian sort texts otherwise, and indexes were made by the other one.
 * An initdb that was killed leaves an empty PG_VERSION, or one without global/pg_control, and the image takes either for data. Databases that somebody made have a number from 16384 on; where there is one, data was there.
 * @see https://wiki.postgresql.org/wiki/Locale_data_changes
 */
const script = `running=$(postgres --version)
running=\${running#*) }
running=\${running%%[!0-9]*}
refuse() {
  echo "PostgreSQL $running does not start: $1" >&2
  exit 1
}
for directory in "$PGDATA" "$DATA_VOLUME" "$DATA_VOLUME"/* "$DATA_VOLUME"/*/*; do
  case $directory in */lost+found) continue ;; esac
  [ -d "$directory" ] || continue
  owner=$(stat -c %u "$directory")
  if [ ! -x "$directory" ] || { [ "$directory" = "$PGDATA" ] && [ "$owner" != "$(id -u)" ]; }; then
    refuse "$directory belongs to user $owner, and this image runs as $(id -u); go back to the image that wrote it, dump the databases, and restore them into an empty volume"
  fi
  [ -f "$directory/PG_VERSION" ] || continue
  found=$(cat "$directory/PG_VERSION")
  if [ -z "$found" ] || [ ! -s "$directory/global/pg_control" ]; then
    for database in "$directory"/base/[1-9][0-9][0-9][0-9][0-9]*; do
      [ ! -d "$database" ] ||
        refuse "$directory is damaged: it has databases, and PG_VERSION or global/pg_control is empty or missing; restore a backup into an empty volume"
    done
    refuse "$directory has no data, for the first start was interrupted; empty it, and PostgreSQL begins anew"
  fi
  [ "$found" = "$running" ] ||
    refuse "$directory holds the data of PostgreSQL $found; go back to an image of $found, dump the databases, and restore them into an empty volume"
  [ "$directory" != "$PGDATA" ] || exit 0
  refuse "$directory holds data and $PGDATA none; move it there"
done`;

const command = deepFreeze(['/bin/sh', '-ec', script]);

/**
 * A check before the server starts: PostgreSQL does not start on the data of another major or user, and the image makes a new, empty server where it finds no data in
 * the place that its own major has.
 * @param mountPath where the volume is mounted
 */
export function checkData(mountPath: string, pgdata: string, resources: Resources): StartCheck {
  return {
    name: 'check-data',
    command,
    variables: [literalVariable('PGDATA', pgdata), literalVariable('DATA_VOLUME', mountPath)],
    resources,
  };
}
