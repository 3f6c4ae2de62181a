import { execFile } from 'node:child_process';
import { ClusterError } from './cluster-error';

/** The result of one call of kubectl. Both texts may hold values of Secrets: they are read, and never shown as they are. */
export interface KubectlResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Calls kubectl and waits for its end, whether it succeeds or not.
 * @param input what it reads from standard input: nothing that is secret belongs among the arguments, which every process of the machine can see
 * @throws ClusterError when it cannot be started, or does not end
 */
export type Kubectl = (args: readonly string[], input?: string) => Promise<KubectlResult>;

/** Time for a person to log in, if the kubeconfig asks for that, in milliseconds. */
const patience = 120_000;

/**
 * The kubectl of the `PATH`, with the kubeconfig that it finds by itself.
 * @param context the kubeconfig's context; undefined for the current one
 */
export function createKubectl(context: string | undefined): Kubectl {
  const common = ['--request-timeout=30s', ...(context === undefined ? [] : [`--context=${context}`])];
  return (args, input = '') =>
    new Promise((resolve, reject) => {
      const options = { env: process.env, timeout: patience, killSignal: 'SIGKILL', maxBuffer: 2 ** 28, encoding: 'utf8' } as const;
      const child = execFile('kubectl', [...args, ...common], options, (error, stdout, stderr) => {
        if (error === null) resolve({ code: 0, stdout, stderr });
        else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
        else reject(new ClusterError(startFailure(error)));
      });
      // It may end without having read what it was given.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
    });
}

/** Node's own message is of no use: it repeats the whole command. */
function startFailure({ code, killed }: { readonly code?: unknown; readonly killed?: boolean }): string {
  if (code === 'ENOENT') return 'there is no `kubectl` on the PATH: install it, see https://kubernetes.io/docs/tasks/tools/';
  if (killed === true)
    return `kubectl did not end within ${patience / 60_000} minutes: see whether \`kubectl version\` reaches the cluster`;
  return `kubectl cannot be run${typeof code === 'string' ? ` (${code})` : ''}`;
}
