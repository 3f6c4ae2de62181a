import { NotPlainData } from '../plain-data';
import { UnclearExport } from '../registry-export';
import type { CompiledModule } from '../typescript-module';
import { type Child, startChild } from './start-child';
import type { RegistryLimits } from './limits';
import type { Failure } from './messages';

/** Runs code of registries in a process of its own, which it cannot leave: it ends neither this process nor what the other registries give. */
export interface RegistryProcess {
  readonly limits: RegistryLimits;
  /** Starts the child process ahead of time, so that it is there when the first module is compiled. */
  readonly start: () => void;
  /**
   * Runs a module, after those that were given before.
   * @returns a copy of the exported registry, plain data
   * @throws LimitExceeded; NotPlainData or UnclearExport for a value that is no registry; otherwise an error with the message and the stack of what it throws
   */
  readonly run: (module: CompiledModule) => Promise<unknown>;
  /** Ends the child process. */
  readonly close: () => void;
}

/** Makes the process; it starts when it is needed. */
export function createRegistryProcess(limits: RegistryLimits): RegistryProcess {
  let child: Promise<Child> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const start = (): Promise<Child> => (child ??= startChild(limits));
  const close = (): void => {
    void child?.then(({ end }) => end()).catch(() => undefined);
    child = undefined;
  };

  async function run(module: CompiledModule): Promise<unknown> {
    let clean = false;
    try {
      const answer = await (await start()).ask(module);
      clean = answer.clean;
      if ('value' in answer) return answer.value;
      throw errorOf(answer.failure);
    } finally {
      if (!clean) close();
    }
  }

  return {
    limits,
    // A child that does not start is told to whoever runs a module.
    start: () => void start().catch(() => undefined),
    run: (module) => {
      const result = last.then(() => run(module));
      last = result.catch(() => undefined);
      return result;
    },
    close,
  };
}

/** An error as the child had it. */
function errorOf({ message, stack, path, thrown = false, exports, likely }: Failure): Error {
  if (exports !== undefined) return new UnclearExport(exports, likely);
  const error = path === undefined ? new Error(message) : new NotPlainData(message, path, thrown);
  return Object.assign(error, { stack });
}
