import { stat } from 'node:fs';
import { heldWrite, shownOutput } from './foreign-output';
import { keepDirectory } from './working-directory';

let state: 'has not run' | 'runs' | 'has run' = 'has not run';
/** The next registry waits for this. */
let last: Promise<unknown> = Promise.resolve();

/** Whether code of an extension has run in this process. While it runs, {@link watchRegistryCode} answers for uncaught errors. */
export function registryCode(): typeof state {
  return state;
}

/**
 * Runs code of a registry, one registry at a time, and keeps it from doing more than making its value: it cannot end the process, what it prints
 * goes to standard error, and what it starts and what fails before anything else happens counts as its own failure.
 * @returns what the code gives
 * @throws what the code throws
 */
export function watchRegistryCode<T>(code: () => T): Promise<T> {
  const result = last.then(() => watched(code, keptFromProcess));
  last = result.catch(() => undefined);
  return result;
}

/**
 * Runs code of a registry in a process that is there for it alone: the same, and what it prints goes where the process prints.
 * @returns what the code gives
 * @throws what the code throws
 */
export function watchCodeAlone<T>(code: () => T): Promise<T> {
  return watched(code, keptFromExit);
}

/**
 * Runs code of a registry that is done when it returns. It cannot end the process, and what it prints goes to standard error.
 * @returns what the code gives
 * @throws what the code throws
 */
export function guardRegistryCode<T>(code: () => T): T {
  const failures: unknown[] = [];
  const restore = keptFromProcess((error) => failures.push(error));
  try {
    const value = code();
    if (failures.length > 0) throw failures[0];
    return value;
  } finally {
    restore();
  }
}

async function watched<T>(code: () => T, kept: typeof keptFromExit): Promise<T> {
  const failures: unknown[] = [];
  const fail = (error: unknown): void => void failures.push(error);
  const restore = kept(fail);
  process.on('uncaughtException', fail).on('unhandledRejection', fail);
  state = 'runs';
  try {
    await inPollPhase();
    const value = code();
    await new Promise((resolve) => setImmediate(resolve));
    if (failures.length > 0) throw failures[0];
    return value;
  } finally {
    state = 'has run';
    process.off('uncaughtException', fail).off('unhandledRejection', fail);
    restore();
  }
}

/**
 * Goes on in the callback of an operation on a file. From there the next phase of the event loop is that of `setImmediate`: rejections are told by then, and no timer has run. From anywhere else a
 * timer of no time may have run, or not.
 * @see https://nodejs.org/en/learn/asynchronous-work/event-loop-timers-and-nexttick
 */
function inPollPhase(): Promise<void> {
  return new Promise((resolve) => {
    stat('.', () => resolve());
  });
}

/**
 * Keeps code from ending the process, from its streams, and from the working directory, on which all relative paths depend.
 * @param fail takes the attempt to end it, because the code may catch that
 * @returns puts everything back, and shows on standard error what the code has printed
 */
function keptFromProcess(fail: (error: unknown) => void): () => void {
  const write = process.stderr.write.bind(process.stderr);
  let printed = '';
  const hold = heldWrite((text) => (printed += text));
  const restored = [
    keepDirectory(),
    keptFromExit(fail),
    replaced(process.stdout, 'write', hold),
    replaced(process.stderr, 'write', hold),
    replaced(process, 'reallyExit' as 'exit', endOf('reallyExit', fail)),
  ];
  return () => {
    for (const restore of restored) restore();
    const own = shownOutput(printed);
    if (own !== '') write(own);
  };
}

/** As {@link keptFromProcess}, without touching the streams: they take as long to set up as a small registry takes to run. */
function keptFromExit(fail: (error: unknown) => void): () => void {
  return replaced(process, 'exit', endOf('exit', fail));
}

function endOf(name: string, fail: (error: unknown) => void): () => never {
  return () => {
    const error = new Error(`it calls \`process.${name}()\``);
    fail(error);
    throw error;
  };
}

/**
 * Replaces a method.
 * @returns puts it back
 */
function replaced<T, K extends keyof T>(object: T, name: K, method: T[K]): () => void {
  const before = object[name];
  object[name] = method;
  return () => {
    object[name] = before;
  };
}
