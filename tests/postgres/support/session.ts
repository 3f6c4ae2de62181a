import { spawn } from 'node:child_process';

import type { Login } from './psql';
import type { PostgresServer } from './server';

/** A connection that stays open between statements, as that of a running service does. */
export interface Session {
  /** Runs statements and returns the rows as psql prints them unaligned; rejects when the session is over. */
  readonly ask: (sql: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Connects over TCP. An error in a statement ends the session. */
export function openSession(server: PostgresServer, { user, password, database }: Login): Session {
  const child = spawn('psql', ['-X', '-q', '-A', '-t', '-w', '-v', 'ON_ERROR_STOP=1', '-f', '-'], {
    env: {
      PATH: process.env['PATH'],
      PGHOST: server.host,
      PGPORT: String(server.port),
      PGUSER: user,
      PGPASSWORD: password,
      PGDATABASE: database,
    },
  });
  let output = '';
  let errors = '';
  let heard = (): void => undefined;
  child.stdout.on('data', (chunk: Buffer) => ((output += chunk.toString('utf8')), heard()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
  child.stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => child.once('close', () => (resolve(), heard())));
  let count = 0;
  return {
    ask: (sql) =>
      new Promise((resolve, reject) => {
        const mark = `answered-${(count += 1)}\n`;
        heard = () => {
          if (output.endsWith(mark)) resolve(output.slice(0, -mark.length).trimEnd());
          else if (child.exitCode !== null) reject(new Error(`the session of ${user} ended: ${errors}`));
        };
        output = '';
        child.stdin.write(`${sql};\n\\echo ${mark}`);
        heard();
      }),
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
