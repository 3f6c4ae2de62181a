import { accessSync, constants, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { startApiServer } from './api-server';
import { runCommand } from './command';
import type { ClusterAccess } from './kubectl';

/** A cluster to run the tests against, or the reason why there is none. */
export type Target =
  { readonly access: ClusterAccess; readonly description: string; readonly stop: () => Promise<void> } | { readonly missing: string };

const PROGRAMS = ['etcd', 'kube-apiserver', 'kubectl'];

/** Decides what the tests run against: the context that `CADASTRE_TEST_CONTEXT` names, else a server of our own from built binaries. */
export async function openTarget(env: NodeJS.ProcessEnv): Promise<Target> {
  const context = env['CADASTRE_TEST_CONTEXT'];
  if (context !== undefined && context !== '') return existingCluster(context, env);
  const assets = findAssets(env);
  if (assets === undefined) return { missing: HOW_TO };
  const server = await startApiServer(assets);
  return {
    access: { command: server.kubectl, args: [`--kubeconfig=${server.kubeconfig}`, `--cache-dir=${server.cacheDirectory}`] },
    description: `kube-apiserver and etcd from ${assets}`,
    stop: server.stop,
  };
}

/** How to get a cluster. */
export const HOW_TO =
  'no Kubernetes API to test against. Either build one (needs go; minutes the first time), which later runs find by themselves: ' +
  'tests/cluster/tools/build.sh; or set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and kubectl; or name a context of your kubeconfig, ' +
  'such as kind-kind, in CADASTRE_TEST_CONTEXT';

/** A cluster that somebody else runs; the tests make namespaces of their own in it. */
async function existingCluster(context: string, env: NodeJS.ProcessEnv): Promise<Target> {
  const own = env['KUBEBUILDER_ASSETS'];
  const command = own !== undefined && isExecutable(path.join(own, 'kubectl')) ? path.join(own, 'kubectl') : 'kubectl';
  const access: ClusterAccess = { command, args: [`--context=${context}`] };
  const { code, stderr } = await runCommand(command, [...access.args, 'get', '--raw', '/readyz']);
  if (code !== 0) throw new Error(`CADASTRE_TEST_CONTEXT names the context ${context}, whose cluster does not answer:\n${stderr}`);
  return { access, description: `the context ${context} of the kubeconfig`, stop: () => Promise.resolve() };
}

/** The folder of binaries: the one that `KUBEBUILDER_ASSETS` names, which must be complete, else the one that tools/build.sh filled. */
export function findAssets(env: NodeJS.ProcessEnv): string | undefined {
  const named = env['KUBEBUILDER_ASSETS'];
  if (named !== undefined && named !== '') {
    const absent = PROGRAMS.filter((program) => !isExecutable(path.join(named, program)));
    if (absent.length > 0) throw new Error(`KUBEBUILDER_ASSETS is ${named}, which lacks ${absent.join(' and ')}`);
    return path.resolve(named);
  }
  const cache = env['XDG_CACHE_HOME'] ?? path.join(env['HOME'] ?? os.homedir(), '.cache');
  const built = path.join(cache, 'cadastre', `kubernetes-${builtVersion()}`);
  return PROGRAMS.every((program) => isExecutable(path.join(built, program))) ? built : undefined;
}

/** The Kubernetes version that tools/build.sh builds when it is not told another. */
function builtVersion(): string | undefined {
  return /^\s*k8s\.io\/kubernetes v(\S+)/m.exec(readFileSync(path.join(__dirname, '../tools/go.mod'), 'utf8'))?.[1];
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
