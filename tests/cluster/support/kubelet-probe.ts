import { connect } from 'node:net';

import type { CommandResult } from './command';

/** A probe of a container, as its manifest has it. */
export interface ContainerProbe {
  readonly exec?: { readonly command: readonly string[] };
  readonly tcpSocket?: { readonly port: string | number };
}

/** The probes of a container; one that it lacks is always answered. */
export interface ContainerProbes {
  readonly startupProbe?: ContainerProbe;
  readonly readinessProbe?: ContainerProbe;
  readonly livenessProbe?: ContainerProbe;
}

/**
 * Asks a server on a loopback port as the kubelet asks a container.
 * @param run runs a command where the server is
 */
export async function answers(
  probe: ContainerProbe | undefined,
  port: number,
  run: (command: readonly string[]) => Promise<CommandResult>,
): Promise<boolean> {
  if (probe?.exec !== undefined) return (await run(probe.exec.command)).code === 0;
  return probe?.tcpSocket === undefined || isOpen(port);
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const end = (open: boolean) => (): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', end(true)).once('error', end(false));
  });
}
