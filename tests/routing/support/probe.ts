import { randomBytes } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';

import { HANG_MS } from '../../support/hang';
import { BACKEND_HEADER, type Echo } from './echo';

/** A request as it goes over the wire: nobody tidies its path. */
export interface Probe {
  readonly method: string;
  /** The Host header. */
  readonly host: string;
  /** The target, with a query if there is one, such as `/api//v1/%2e%2e/x?y`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** An answer to a {@link Probe}. */
export interface Answered {
  readonly status: number;
  /** The service that answered; undefined if the proxy did by itself. */
  readonly backend: string | undefined;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** A client of one proxy, whose connections stay open. */
export interface Prober {
  probe(probe: Probe): Promise<Answered>;
  /** Sends many, several at a time. @returns the answers in the order of the probes */
  probeAll(probes: readonly Probe[]): Promise<Answered[]>;
  /** Upgrades to WebSocket. @returns the status and, after 101, the backend's name and what it sent back for `text` */
  webSocket(probe: Probe, text: string): Promise<{ readonly status: number; readonly frames: readonly string[] }>;
  close(): void;
}

const AT_ONCE = 16;

/** Makes a {@link Prober} of a port of 127.0.0.1. */
export function createProber(port: number, { tls = false }: { readonly tls?: boolean } = {}): Prober {
  const options = { keepAlive: true, maxSockets: AT_ONCE, rejectUnauthorized: false };
  const agent = tls ? new https.Agent(options) : new http.Agent(options);
  const request = tls ? https.request : http.request;
  const probe = ({ method, host, path, headers, body }: Probe): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const target = { agent, host: '127.0.0.1', port, method, path, servername: host, timeout: HANG_MS };
      const sent = request({ ...target, headers: { host, ...lengthOf(method, body), ...headers } }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        const finish = (): void => {
          const said = response.headers;
          const backend = said[BACKEND_HEADER] as string | undefined;
          resolve({ status: response.statusCode!, backend, headers: said, body: Buffer.concat(parts).toString() });
        };
        // Go answers a bad request with a body, also where the method is HEAD: what follows the headers is no answer of ours.
        if (method === 'HEAD') finish();
        response.on('end', finish);
      });
      sent.on('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path}`)));
      sent.on('error', reject);
      sent.end(body);
    });
  return {
    probe,
    probeAll: async (probes) => {
      const answers = new Array<Answered>(probes.length);
      let next = 0;
      const worker = async (): Promise<void> => {
        for (let index = next++; index < probes.length; index = next++) answers[index] = await probe(probes[index]!);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      return answers;
    },
    webSocket: (probed, text) => webSocket(port, probed, text),
    close: () => agent.destroy(),
  };
}

/** What a backend said about the request that reached it. */
export function echoOf({ body }: Answered): Echo {
  return JSON.parse(body) as Echo;
}

/** A method that has a body is sent with its length, also when there is none: a proxy may refuse it otherwise. */
function lengthOf(method: string, body: Buffer | undefined): Record<string, string> {
  return body !== undefined || ['POST', 'PUT', 'PATCH'].includes(method) ? { 'content-length': String(body?.length ?? 0) } : {};
}

function webSocket(port: number, probe: Probe, text: string): Promise<{ status: number; frames: string[] }> {
  const headers = {
    host: probe.host,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': randomBytes(16).toString('base64'),
    ...probe.headers,
  };
  return new Promise((resolve, reject) => {
    const sent = http.request({ agent: false, host: '127.0.0.1', port, method: 'GET', path: probe.path, headers, timeout: HANG_MS });
    sent.on('timeout', () => sent.destroy(new Error(`no answer to the upgrade of ${probe.path}`)));
    sent.on('error', reject);
    sent.on('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode!, frames: [] });
    });
    sent.on('upgrade', (response, socket, head) => {
      const mask = randomBytes(4);
      const payload = Buffer.from(text).map((byte, index) => byte ^ mask[index % 4]!);
      socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | payload.length]), mask, payload]));
      let received = head;
      const read = (): void => {
        const frames = framesIn(received);
        if (frames.length < 2) return;
        socket.destroy();
        resolve({ status: response.statusCode!, frames });
      };
      socket.on('error', reject);
      socket.on('data', (part: Buffer) => ((received = Buffer.concat([received, part])), read()));
      read();
    });
    sent.end();
  });
}

/** The texts of the whole frames among some bytes from a server, each short. */
function framesIn(bytes: Buffer): string[] {
  const frames: string[] = [];
  for (let start = 0; start + 2 <= bytes.length;) {
    const end = start + 2 + bytes[start + 1]!;
    if (end > bytes.length) break;
    frames.push(bytes.subarray(start + 2, end).toString());
    start = end;
  }
  return frames;
}
