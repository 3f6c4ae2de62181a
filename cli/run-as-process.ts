import { messageOf, visibleText } from '../diagnostics';
import { redacted } from '../formats';
import { exitCode } from './exit-code';
import { explainFailure } from './run';
import { processTerminal, type Terminal } from './terminal';
import { registryCode } from './watch-registry-code';

/**
 * Does the one thing this process is for, and ends the process with its exit code once all output is out: whatever code of an extension has left
 * running does not keep it. A reader of the output who stops reading, as `head` does, changes nothing.
 */
export function runAsProcess(task: (terminal: Terminal) => Promise<number>): void {
  const { stdout, stderr } = process;
  const terminal = processTerminal();
  const exit = process.exit.bind(process);
  let ending = false;
  let lost = false;

  function end(code: number): void {
    if (ending) return;
    ending = true;
    // A failed write is reported after the callbacks.
    const leave = (): unknown => setImmediate(() => exit(lost && code === exitCode.clean ? exitCode.findings : code));
    stdout.write('', () => stderr.write('', leave));
  }

  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    lost = true;
    explainFailure(error, terminal);
  });
  stderr.on('error', (error: NodeJS.ErrnoException) => {
    // There is nowhere left to tell it: to try would fail again, without an end.
    if (error.code !== 'EPIPE') lost = true;
  });
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  process.on('exit', () => {
    if (ending) return;
    terminal.err(`error: ${startedCode} has ended the process\n`);
    process.exitCode = exitCode.findings;
  });

  function fail(error: unknown): void {
    if (ending || registryCode() === 'runs') return;
    if (registryCode() === 'has not run') return end(explainFailure(error, terminal));
    terminal.err(`error: ${startedCode} has failed: ${visibleText(redacted(messageOf(error)))}\n`);
    end(exitCode.findings);
  }

  void task(terminal)
    .catch((error: unknown) => explainFailure(error, terminal))
    .then(end);
}

const startedCode = 'code that an extension started';
