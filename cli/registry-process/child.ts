import { Buffer } from 'node:buffer';
import { readSync, writeSync } from 'node:fs';
import { cutText, messageOf } from '../../diagnostics';
import { isA } from '../is-a';
import { NotPlainData, plainCopy } from '../plain-data';
import { exportedRegistry, UnclearExport } from '../registry-export';
import { runModule, stackOf } from '../typescript-module';
import { watchCodeAlone } from '../watch-registry-code';
import { type Answer, type Failure, fromLine, type Outcome, type Request, toLine } from './messages';
import { createSnapshot } from './snapshot';

/*
 * The program of the child process that runs the code of registries. It takes a module a line on standard input, and answers each in a line on
 * descriptor 3. Its parent ends it by SIGKILL, so that nothing here has to come to an end.
 */

/** Modules that registries share without a way to change them. What others hold, a registry may have changed for the next one, be it one of Node or of a package. */
const ownModules: ReadonlySet<string> = new Set(['cadastre']);

/** More of a stack says nothing about where the code of the registry is. */
const mostOfStack = 20_000;

const requests = 0;
const answers = 3;

async function main(): Promise<void> {
  const isClean = createSnapshot();
  for (let line = nextLine(); line !== undefined; line = nextLine()) {
    const { token, ...module } = fromLine(line) as Request;
    const loaded: string[] = [];
    const outcome = await outcomeOf(module, loaded);
    send({ ...outcome, token, clean: isClean() && loaded.every((name) => ownModules.has(name)) && !/\bimport\s*\(/.test(module.code) });
  }
}

async function outcomeOf(module: Omit<Request, 'token'>, loaded: string[]): Promise<Outcome> {
  try {
    return { value: await watchCodeAlone(() => plainCopy(exportedRegistry(runModule(module, (name) => loaded.push(name))))) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function failureOf(error: unknown): Failure {
  const failure = { message: messageOf(error), stack: cutText(stackOf(error), mostOfStack) };
  if (isA(error, NotPlainData)) return { ...failure, path: error.path, thrown: error.thrown };
  if (!isA(error, UnclearExport)) return failure;
  return { ...failure, exports: error.exports, ...(error.likely !== undefined && { likely: error.likely }) };
}

/** Waits for a request, and lets nothing that a registry has started go on meanwhile. */
function nextLine(): string | undefined {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.allocUnsafe(1 << 16);
    const length = readSync(requests, chunk);
    if (length === 0) return undefined;
    chunks.push(chunk.subarray(0, length));
    // JSON has no line end inside, and the parent waits for the answer before it sends more.
    if (chunk[length - 1] === 0x0a) return Buffer.concat(chunks).toString('utf8');
  }
}

function send(answer: Answer): void {
  const bytes = Buffer.from(toLine(answer));
  for (let sent = 0; sent < bytes.length;) sent += writeSync(answers, bytes, sent);
}

const end = (process as unknown as { reallyExit(code: number): void }).reallyExit.bind(process);
// What a registry has spoilt may fail here. The parent tells that from an end without an answer.
void main().then(
  () => end(0),
  () => end(1),
);
