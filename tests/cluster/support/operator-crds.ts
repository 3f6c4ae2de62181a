import { readdirSync } from 'node:fs';
import path from 'node:path';

import { runCommand } from './command';
import { kubectl, kubectlOk, type ClusterAccess } from './kubectl';
import { poll } from './poll';

/**
 * Gives the cluster the operators' own definitions of their custom resources; those that it has are left as they are.
 * @param script prints the folder of the definitions
 * @param more files of further definitions
 * @returns takes away those that were not there
 */
export async function installOperatorCrds(
  access: ClusterAccess,
  script = 'operator-crds.sh',
  more: readonly string[] = [],
): Promise<() => Promise<void>> {
  const { code, stdout, stderr } = await runCommand(path.join(__dirname, '../tools', script), []);
  if (code !== 0) throw new Error(stderr);
  const directory = stdout.trim().split('\n').at(-1)!;
  const added: string[] = [];
  const files = readdirSync(directory).filter((name) => name !== 'kustomization.yaml');
  for (const definition of [...files.map((file) => path.join(directory, file)), ...more]) {
    const created = await kubectl(access, ['create', '-f', definition, '--output=name']);
    if (created.code === 0) added.push(created.stdout.trim());
    else if (!created.stderr.includes('AlreadyExists')) throw new Error(created.stderr);
    await untilEstablished(access, definition);
  }
  return async () => {
    if (added.length > 0) await kubectlOk(access, ['delete', ...added, '--wait=false']);
  };
}

/** Waits for a definition. One that is so new that it has no conditions yet is an error to `kubectl wait`. */
async function untilEstablished(access: ClusterAccess, definition: string): Promise<void> {
  const established = await poll(500, async () => {
    const { code, stderr } = await kubectl(access, ['wait', '--for=condition=Established', '--timeout=1m', '-f', definition]);
    if (code === 0) return true;
    if (stderr.includes('.status.conditions') || stderr.includes('timed out')) return undefined;
    throw new Error(stderr);
  });
  if (established === undefined) throw new Error(`the API server has not established ${definition}`);
}
