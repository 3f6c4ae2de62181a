import { CommanderError } from 'commander';
import { visibleText } from '../diagnostics';
import { redacted } from '../formats';
import { exitCode } from './exit-code';
import { isA } from './is-a';
import { createProgram } from './program';
import { processTerminal, type Terminal } from './terminal';
import { UsageError } from './usage-error';

/**
 * Runs one command. Never fails: whatever is thrown below becomes a sentence.
 * @param args the arguments after the program's name
 * @returns the exit code
 */
export async function run(args: readonly string[], whole: Terminal = processTerminal()): Promise<number> {
  const terminal = withoutCredentials(whole);
  let code: number = exitCode.clean;
  try {
    await createProgram(terminal, (result) => (code = result)).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return explainFailure(error, terminal);
  }
}

/** A terminal that shows no credential in what is said about a run: an argument of the command line may hold one. The output itself stays as it is. */
function withoutCredentials(terminal: Terminal): Terminal {
  return { ...terminal, err: (text) => terminal.err(redacted(text)) };
}

/**
 * Tells what was thrown: a wrong call, a folder that cannot be written, or a defect of this program.
 * @returns the exit code
 */
export function explainFailure(error: unknown, terminal: Terminal): number {
  if (isA(error, CommanderError)) return error.exitCode === 0 ? exitCode.clean : exitCode.usage;
  if (isA(error, UsageError)) {
    terminal.err(`error: ${visibleText(redacted(error.message))}\n`);
    return exitCode.usage;
  }
  const { message, code, stack, ...details } = detailsOf(error);
  if (code !== undefined && !code.startsWith('ERR_')) {
    // The file system, or our own refusal to write somewhere: the message names the path.
    terminal.err(`error: ${visibleText(redacted(refusalText(code, message, details) ?? message))}\n`);
    return exitCode.findings;
  }
  terminal.err(`error: this is a defect of cadastre, please report it: ${visibleText(redacted(message.split('\n')[0] ?? ''))}\n`);
  if (process.env['CADASTRE_DEBUG'] !== undefined) terminal.err(`${stack}\n`);
  return exitCode.defect;
}

/** What the file system refuses, in a sentence. */
const refusals: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'the system does not permit it',
  EROFS: 'the disk is read-only',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'no space is left in your quota of the disk',
  EMFILE: 'too many files are open',
  ELOOP: 'its symbolic links lead in a circle',
};

/** Words of Node about a descriptor, which has no path: `ENOSPC: no space left on device, write`. */
const withoutPath = /^[A-Z]+: [^,'"]+, \w+(?:;|$)/;

interface RefusalDetails {
  readonly path?: string;
  /** What the refusal has left of the trees. */
  readonly state?: string;
}

function refusalText(code: string, message: string, { path, state }: RefusalDetails): string | undefined {
  const reason = refusals[code];
  if (reason === undefined || (path === undefined && !withoutPath.test(message))) return undefined;
  return `${path === undefined ? reason : `\`${path}\` cannot be used: ${reason}`}${state === undefined ? '' : `; ${state}`}`;
}

interface ErrorDetails extends RefusalDetails {
  readonly message: string;
  readonly code?: string;
  readonly stack?: string | undefined;
}

function detailsOf(error: unknown): ErrorDetails {
  // Not `instanceof Error`: Node's own errors may be of another realm.
  if (typeof error !== 'object' || error === null || !('message' in error)) return { message: String(error) };
  const { message, code, path, state, stack } = error as Record<string, unknown>;
  return {
    message: String(message),
    ...(typeof stack === 'string' && { stack }),
    ...(typeof code === 'string' && { code }),
    ...(typeof path === 'string' && { path }),
    ...(typeof state === 'string' && { state }),
  };
}
