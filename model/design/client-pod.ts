import { certificateAuthority, postgresClient } from '../backing/postgres/client';
import type { InitScript } from '../backing/postgres/init-scripts';
import { secretVariable, temporaryVolume, type Variable, type Workload } from '../blueprint';
import type { Platform, Postgres, Service } from '../platform';
import { jobPlacement } from './placement';

/** What a Job does at a database server, as its administrator. */
export interface ClientTask {
  readonly service: Service;
  readonly server: Postgres;
  readonly script: InitScript;
  /** The Secret of the administrator's login. */
  readonly adminSecret: string;
  /** The variables of the script. */
  readonly variables: readonly Variable[];
}

/** The pod of a Job that runs a script with psql, as the administrator of a server. */
export function clientPod(platform: Platform, { service, server, script, adminSecret, variables }: ClientTask): Workload['pod'] {
  return {
    user: server.clientUser,
    stopSeconds: undefined,
    priorityClassName: service.priorityClassName,
    placement: jobPlacement(platform, service),
    spread: false,
    shownContainer: undefined,
    initContainers: [],
    containers: [
      postgresClient(server, {
        name: 'psql',
        command: script.command,
        variables: [secretVariable('PGUSER', adminSecret, 'username'), secretVariable('PGPASSWORD', adminSecret, 'password'), ...variables],
        volumes: [script.mounted],
      }),
    ],
    volumes: [temporaryVolume, ...certificateAuthority(server), script.mounted].map(({ volume }) => volume),
  };
}
