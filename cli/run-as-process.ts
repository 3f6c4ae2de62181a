import { messageOf, visibleText } from '../diagnostics';
import { redacted } from '../formats';
import { exitCode } from './exit-code';
import { heldWrite, shownOutput } from './foreign-output';
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
  const reallyExit = endOfProcess.reallyExit.bind(process);
  const writes = [stdout.write.bind(stdout), stderr.write.bind(stderr)] as const;
  let ending: number | undefined;
  let lost = false;

  // From here on all output of our own goes by the terminal. What else is written is what an extension has left running, or a warning of Node.
  stdout.write = stderr.write = heldWrite((text) => terminal.err(shownOutput(text)));

  function end(code: number): void {
    if (ending !== undefined) return;
    ending = code;
    // A failed write is reported after the callbacks.
    const leave = (): unknown =>
      setImmediate(() => {
        endOfProcess.reallyExit = reallyExit;
        exit(lost && code === exitCode.clean ? exitCode.findings : code);
      });
    writes[0]('', () => writes[1]('', leave));
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
  const endedByOthers = (): number => {
    // Where an extension has spoilt a stream, nothing tells that the output is out, and the process ends by itself.
    if (ending !== undefined) return ending === exitCode.clean ? exitCode.findings : ending;
    terminal.err(`error: ${startedCode} has ended the process\n`);
    return (ending = exitCode.findings);
  };
  process.on('exit', () => {
    if (endOfProcess.reallyExit !== reallyExit) process.exitCode = endedByOthers();
  });
  endOfProcess.reallyExit = () => reallyExit(endedByOthers());

  function fail(error: unknown): void {
    if (ending !== undefined || registryCode() === 'runs') return;
    if (registryCode() === 'has not run') return end(explainFailure(error, terminal));
    terminal.err(`error: ${startedCode} has failed: ${visibleText(redacted(messageOf(error)))}\n`);
    end(exitCode.findings);
  }

  void task(terminal)
    .catch((error: unknown) => explainFailure(error, terminal))
    .then(end);
}

/** What `process.exit()` ends the process with. */
const endOfProcess = process as unknown as { reallyExit: (code: number) => never };

const startedCode = 'code that an extension started';
