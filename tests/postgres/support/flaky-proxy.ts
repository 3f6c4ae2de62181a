import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What becomes of a connection: it is passed on to the server, hung up before the server hears of it, or hung up once the client has sent more bytes. */
export type Fate = 'pass' | 'drop' | { readonly cutAfter: number };

/** A way to a server that fails now and then. */
export interface FlakyProxy {
  readonly port: number;
  /** How many connections there have been. */
  readonly count: () => number;
  /** Waits until there have been as many connections. */
  readonly reached: (connections: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a proxy on a free loopback port.
 * @param fateOf decides by the number of the connection, from 1
 */
export async function startFlakyProxy(
  { host, port }: { readonly host: string; readonly port: number },
  fateOf: (connection: number) => Fate,
): Promise<FlakyProxy> {
  const sockets = new Set<Socket>();
  let count = 0;
  const proxy = createServer((client) => {
    count += 1;
    client.on('error', () => client.destroy());
    const fate = fateOf(count);
    if (fate !== 'drop') {
      const upstream = connect(port, host);
      upstream.on('error', () => client.destroy());
      client.pipe(upstream).pipe(client);
      client.on('data', () => {
        if (fate !== 'pass' && client.bytesRead > fate.cutAfter) client.destroy();
      });
      for (const socket of [client, upstream]) sockets.add(socket.once('close', () => sockets.delete(socket)));
    } else {
      client.destroy();
    }
    proxy.emit('counted');
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    port: (proxy.address() as AddressInfo).port,
    count: () => count,
    reached: async (connections) => {
      while (count < connections) await once(proxy, 'counted');
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
