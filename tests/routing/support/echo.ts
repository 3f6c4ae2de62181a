import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** What a backend says about the request that reached it. */
export interface Echo {
  /** The service that the backend stands for. */
  readonly backend: string;
  readonly method: string;
  /** The target of the request as it stood in its first line, query included. */
  readonly url: string;
  /** The version of HTTP, such as `1.1`. */
  readonly protocol: string;
  readonly headers: IncomingHttpHeaders;
  /** How long the body was, in bytes. */
  readonly bodyBytes: number;
}

/** Servers that stand for services, one a service, each on a port of its own. */
export interface Backends {
  /** The address that all of them listen on. */
  readonly host: string;
  /** The port of each service. */
  readonly ports: ReadonlyMap<string, number>;
  /** How many connections each service has had: fewer than requests if the proxy keeps them open. */
  readonly connections: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

/** The header by which an answer names its backend, so that the answer of a proxy itself is none of theirs. */
export const BACKEND_HEADER = 'x-echo-backend';

/** How a stand-in for a service answers instead of telling what it got. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Starts a server for each service. It answers with an {@link Echo} as JSON: after `sleep` milliseconds if the query says so, with the status that `status` of the query
 * names. It accepts an upgrade to WebSocket, says its name in the first frame, and sends back what comes.
 * @param host the address to listen on
 * @param answers what some services say instead
 */
export async function startBackends(
  services: readonly string[],
  host: string,
  answers: Readonly<Record<string, Answer>> = {},
): Promise<Backends> {
  const connections = new Map<string, number>();
  const servers = services.map((service) => newBackend(service, connections, answers[service]));
  await Promise.all(
    servers.map((server) => new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, () => resolve()))),
  );
  const ports = new Map(services.map((service, index) => [service, (servers[index]!.address() as AddressInfo).port]));
  return {
    host,
    ports,
    connections,
    stop: async () => {
      await Promise.all(
        servers.map((server) => {
          const closed = new Promise((resolve) => server.close(resolve));
          server.closeAllConnections();
          return closed;
        }),
      );
    },
  };
}

function newBackend(service: string, connections: Map<string, number>, answer: Answer = (...both) => echo(service, ...both)): Server {
  const server = createServer(answer);
  server.keepAliveTimeout = 0; // a proxy that reuses a connection must not meet its end
  server.on('connection', () => connections.set(service, (connections.get(service) ?? 0) + 1));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => upgrade(service, request, socket));
  return server;
}

function echo(backend: string, request: IncomingMessage, response: ServerResponse): void {
  const { method = '', url = '', headers, httpVersion: protocol } = request;
  const query = new URLSearchParams(url.split('?')[1]);
  let bodyBytes = 0;
  request.on('data', (part: Buffer) => (bodyBytes += part.length));
  request.on('end', () => {
    const said: Echo = { backend, method, url, protocol, headers, bodyBytes };
    const send = (): void => {
      response.writeHead(Number(query.get('status') ?? 200), { [BACKEND_HEADER]: backend, 'content-type': 'application/json' });
      response.end(JSON.stringify(said));
    };
    const sleep = Number(query.get('sleep') ?? 0);
    if (sleep > 0) setTimeout(send, sleep).unref();
    else send();
  });
}

/** @see https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2 */
function upgrade(service: string, request: IncomingMessage, socket: Duplex): void {
  const key = `${request.headers['sec-websocket-key'] ?? ''}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  socket.on('error', () => undefined); // the proxy may have gone
  socket.on('end', () => socket.destroy());
  socket.write(
    [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${createHash('sha1').update(key).digest('base64')}`,
      `${BACKEND_HEADER}: ${service}`,
      '\r\n',
    ].join('\r\n'),
  );
  socket.write(textFrame(service));
  socket.on('data', (frame: Buffer) => {
    if ((frame[0]! & 0x0f) === 1) socket.write(textFrame(unmasked(frame)));
    else socket.end();
  });
}

/** A frame of one short text, as a server sends it. @see https://www.rfc-editor.org/rfc/rfc6455#section-5.2 */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, payload.length]), payload]);
}

/** The text of a short frame, as a client sends it. */
function unmasked(frame: Buffer): string {
  const length = frame[1]! & 0x7f;
  const mask = frame.subarray(2, 6);
  return Buffer.from(frame.subarray(6, 6 + length).map((byte, index) => byte ^ mask[index % 4]!)).toString();
}
