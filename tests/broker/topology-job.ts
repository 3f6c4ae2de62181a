import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { type CommandResult, runCommand } from '../cluster/support/command';
import { podTemplateOf } from '../cluster/support/manifests';
import { objectsOf, type PlatformInput, platformOf, secretsOf } from '../support/platform';
import type { Broker } from './broker';

/** The data of Secrets, by name and key. */
export type Secrets = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The data of all Secrets of a platform in development. */
export function secretDataOf(input: PlatformInput): Secrets {
  return Object.fromEntries(secretsOf(platformOf(input)).map(({ name, data = {} }) => [name, data]));
}

/** A run of the Job, and everything that it was given on its command line. */
export interface JobRun extends CommandResult {
  readonly args: readonly string[];
}

/**
 * Runs the Job that the manifests have for a broker, as its pod would: its own command and variables, with the Secrets' data and its files.
 * @param broker the broker that it is to find in place of that of the manifests
 */
export async function runTopologyJob(input: PlatformInput, broker: Pick<Broker, 'managementPort'>, secrets: Secrets): Promise<JobRun> {
  const objects = objectsOf(platformOf(input));
  const job = objects.find(({ kind, metadata }) => kind === 'Job' && /^rabbitmq-topology-[0-9a-f]{8}$/.test(metadata.name));
  const { spec } = podTemplateOf(job as never);
  const [container] = spec.containers;
  const config = spec.volumes?.find(({ configMap }) => configMap !== undefined)?.configMap?.name;
  const files = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === config) as
    { data?: Record<string, string> } | undefined;
  const mount = container?.volumeMounts?.find(({ name }) => name === 'topology')?.mountPath;
  if (container?.command === undefined || files?.data === undefined || mount === undefined)
    throw new Error('the Job has no command or no files');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cadastre-topology-'));
  try {
    for (const [name, text] of Object.entries(files.data)) writeFileSync(path.join(folder, name), text);
    const env: Record<string, string> = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', LANG: 'C.UTF-8' };
    for (const { name, value, valueFrom } of container.env ?? []) {
      const { name: secret = '', key = '' } = valueFrom?.secretKeyRef ?? {};
      env[name] = value ?? secrets[secret]?.[key] ?? '';
    }
    Object.assign(env, { BROKER_HOST: '127.0.0.1', BROKER_MANAGEMENT_PORT: String(broker.managementPort) });
    const [command = '', ...args] = container.command.map((word) => word.replace(mount, folder));
    return { ...(await runCommand(command, args, { env })), args };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
