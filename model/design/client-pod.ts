import { certificateAuthority, postgresClient } from '../backing/postgres/client';
import type { InitScript } from '../backing/postgres/init-scripts';
import { type Container, secretVariable, temporaryVolume, type Variable, type Workload } from '../blueprint';
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
  /**
   * The variables of the script for what it does first, in a container of its own.
   * @default it does one thing
   */
  readonly first?: { readonly container: string; readonly variables: readonly Variable[] } | undefined;
}

/** The pod of a Job that runs a script with psql, as the administrator of a server. */
export function clientPod(platform: Platform, { service, server, script, adminSecret, variables, first }: ClientTask): Workload['pod'] {
  const psql = (name: string, own: readonly Variable[]): Container =>
    postgresClient(server, {
      name,
      command: script.command,
      variables: [secretVariable('PGUSER', adminSecret, 'username'), secretVariable('PGPASSWORD', adminSecret, 'password'), ...own],
      volumes: [script.mounted],
    });
  return {
    user: server.clientUser,
    stopSeconds: undefined,
    priorityClassName: service.priorityClassName,
    placement: jobPlacement(platform, service),
    spread: false,
    shownContainer: undefined,
    initContainers: first === undefined ? [] : [psql(first.container, first.variables)],
    containers: [psql('psql', variables)],
    volumes: [temporaryVolume, ...certificateAuthority(server), script.mounted].map(({ volume }) => volume),
  };
}
