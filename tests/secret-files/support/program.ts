import { spawnSync } from 'node:child_process';

/** What one run of a program gave. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is run. */
export interface ProgramOptions {
  /** Its working directory, and its home: nothing of the machine's user is read. */
  readonly folder: string;
  /** @default nothing */
  readonly input?: string;
  /** @default PATH alone */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end, whatever that is. */
export function runProgram(program: string, args: readonly string[], { folder, input = '', env = {} }: ProgramOptions): Ran {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    input,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
  });
  if (error !== undefined) throw error;
  return { code: status, stdout, stderr };
}

/** Runs a program that must succeed. @returns what it wrote to stdout */
export function outputOf(program: string, args: readonly string[], options: ProgramOptions): string {
  const { code, stdout, stderr } = runProgram(program, args, options);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: exit code ${code}\n${stderr}`);
  return stdout;
}
