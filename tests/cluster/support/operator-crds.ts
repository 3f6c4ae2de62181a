import { readdirSync } from 'node:fs';
import path from 'node:path';

import { runCommand } from './command';
import { kubectl, kubectlOk, type ClusterAccess } from './kubectl';

/**
 * Gives the cluster the operators' own definitions of their custom resources; those that it has are left as they are.
 * @returns takes away those that were not there
 */
export async function installOperatorCrds(access: ClusterAccess): Promise<() => Promise<void>> {
  const { code, stdout, stderr } = await runCommand(path.join(__dirname, '../tools/operator-crds.sh'), []);
  if (code !== 0) throw new Error(stderr);
  const directory = stdout.trim().split('\n').at(-1)!;
  const added: string[] = [];
  for (const file of readdirSync(directory)) {
    const definition = path.join(directory, file);
    const created = await kubectl(access, ['create', '-f', definition, '--output=name']);
    if (created.code === 0) added.push(created.stdout.trim());
    else if (!created.stderr.includes('AlreadyExists')) throw new Error(created.stderr);
    await kubectlOk(access, ['wait', '--for=condition=Established', '--timeout=10m', '-f', definition]);
  }
  return async () => {
    if (added.length > 0) await kubectlOk(access, ['delete', ...added, '--wait=false']);
  };
}
