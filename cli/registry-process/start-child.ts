import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { CompiledModule } from '../typescript-module';
import { inTime, LimitExceeded, type RegistryLimits } from './limits';
import { answerIn } from './answer';
import { type Answer, toLine } from './messages';
import { holdOutput } from './hold-output';
import { childProgram } from './program';

/** A child process that runs modules, one at a time. */
export interface Child {
  /**
   * Runs a module. A child that gives no answer is ended.
   * @throws LimitExceeded, or an error that says how the child has ended
   */
  readonly ask: (module: CompiledModule) => Promise<Answer>;
  /** Ends it, whatever it does. */
  readonly end: () => void;
}

/** @throws an error if it cannot be started */
export async function startChild(limits: RegistryLimits): Promise<Child> {
  const program = await childProgram();
  const child = spawn(process.execPath, [`--max-old-space-size=${limits.mebibytes}`, ...program], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const [stdin, stdout, stderr, answers] = child.stdio as unknown as [NodeJS.WritableStream, Readable, Readable, Readable];
  // A child that is gone tells so by its end.
  stdin.on('error', () => undefined);
  const output = holdOutput([stdout, stderr]);
  const forget = endTogether(child);
  const letGo = endAfterwards(child);
  const ended = endOf(child);

  const end = (): void => {
    forget();
    child.kill('SIGKILL');
    letGo();
    for (const stream of [stdout, stderr, answers]) stream.destroy();
  };

  async function ask({ path, code }: CompiledModule): Promise<Answer> {
    let hasFailed = false;
    try {
      const line = nextLine(answers, limits);
      const token = randomUUID();
      stdin.write(toLine({ token, path, code }));
      const answer = await inTime(Promise.race([line, ended]), limits).finally(nextTurn);
      if (typeof answer === 'string') return answerIn(answer, token);
      hasFailed = output.tellsFailure();
      throw hasFailed ? new LimitExceeded('mebibytes') : new Error(answer.how);
    } catch (error) {
      end();
      throw error;
    } finally {
      output.tell(hasFailed);
    }
  }

  return { ask, end };
}

/** Lets what the child has printed before its answer arrive: it was there before, so that it is read in the same turn of the event loop. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/** How the process has ended, for readers. */
function endOf(child: ChildProcess): Promise<{ readonly how: string }> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      resolve({ how: signal === null ? `it ends its process with exit code ${code}` : `${signal} has ended its process` });
    });
  });
}

/**
 * Ends the child when this process ends: a registry may run without an end.
 * @returns takes that back
 */
function endTogether(child: ChildProcess): () => void {
  const end = (): void => void child.kill('SIGKILL');
  const endBoth = (signal: NodeJS.Signals): void => {
    end();
    forget();
    process.kill(process.pid, signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  process.on('exit', end);
  for (const signal of signals) process.on(signal, endBoth);
  const forget = (): void => {
    process.off('exit', end);
    for (const signal of signals) process.off(signal, endBoth);
  };
  return forget;
}

/**
 * Ends the child also when SIGKILL ends this process, which then can do nothing: a shell waits at a pipe that closes with this process. It costs less than a
 * thread in the child, and code of a registry that never gives way cannot stop it. Where there is no shell, the child ends by itself or not.
 * @returns takes that back
 */
function endAfterwards({ pid }: ChildProcess): () => void {
  if (pid === undefined || process.platform === 'win32') return () => undefined;
  const guard = spawn('/bin/sh', ['-c', 'read line; kill -9 "$0"', String(pid)], { stdio: ['pipe', 'ignore', 'ignore'] });
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  (guard.stdin as unknown as { readonly unref?: () => void }).unref?.();
  return () => void guard.kill('SIGKILL');
}

/** The next line on a stream; never if it ends without one. */
function nextLine(stream: Readable, { mebibytes }: RegistryLimits): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      bytes += chunk.length;
      const isLast = chunk.at(-1) === 0x0a;
      if (!isLast && bytes <= (mebibytes / 4) * 2 ** 20) return;
      stream.off('data', take);
      if (isLast) resolve(Buffer.concat(chunks).toString('utf8'));
      else reject(new LimitExceeded('mebibytes'));
    };
    stream.on('data', take);
  });
}
