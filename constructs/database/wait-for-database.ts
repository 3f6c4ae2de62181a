import type { k8s } from 'cdk8s-plus-28';
import type { Database, Postgres } from '../../model/platform';
import type { Plain } from '../manifest';
import { deepFreeze } from '../shared-value';
import { ownLogin, postgresClient } from './postgres-client';

const waitCommand = deepFreeze([
  '/bin/sh',
  '-ec',
  `deadline=$(($(date +%s) + WAIT_SECONDS))
until psql -X -q -c 'SELECT 1' >/dev/null 2>/tmp/error; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    cat /tmp/error >&2
    echo "gave up after $WAIT_SECONDS s" >&2
    exit 1
  fi
  echo "waiting for database $PGDATABASE on $PGHOST:$PGPORT"
  sleep 2
done`,
]);

/**
 * An init container that waits, five minutes at most, until a login to the service's own database works. Nothing
 * else orders a Deployment after its init Job in kubectl delivery.
 * @param login as the environment of PostgreSQL's tools; unless it is said otherwise, that of the service's pods
 */
export function waitForDatabase(database: Database, server: Postgres, login = ownLogin(database)): Plain<k8s.Container> {
  return postgresClient(server, {
    name: 'wait-for-database',
    command: waitCommand,
    env: [...login, { name: 'WAIT_SECONDS', value: '300' }],
  });
}
