import { runCommand, type CommandOptions, type CommandResult } from './command';

/** How the cluster under test is reached: a kubectl, and the arguments that every call of it begins with. */
export interface ClusterAccess {
  readonly command: string;
  readonly args: readonly string[];
}

/** Runs kubectl to its end and returns what it said, whether it succeeded or not. */
export function kubectl(access: ClusterAccess, args: readonly string[], options?: CommandOptions): Promise<CommandResult> {
  return runCommand(access.command, [...access.args, ...args], options);
}

/** Runs kubectl, which must succeed, and returns what it wrote to standard output. */
export async function kubectlOk(access: ClusterAccess, args: readonly string[], options?: CommandOptions): Promise<string> {
  const { code, stdout, stderr } = await kubectl(access, args, options);
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: exit code ${code}\n${stderr}`);
  return stdout;
}

/** Asks kubectl for JSON and parses it. */
export async function kubectlJson<T>(access: ClusterAccess, args: readonly string[], options?: CommandOptions): Promise<T> {
  return JSON.parse(await kubectlOk(access, [...args, '--output=json'], options)) as T;
}
