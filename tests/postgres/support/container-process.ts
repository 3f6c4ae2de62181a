import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { runCommand, type CommandResult } from '../../cluster/support/command';
import type { Container, PodSpec } from '../../cluster/support/manifests';
import { resolveVariable, type ClusterData } from './cluster-data';
import type { PostgresServer } from './server';

export interface ContainerRun {
  readonly pod: PodSpec;
  readonly data: ClusterData;
  readonly server: PostgresServer;
  /** Variables that replace the container's own; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /**
   * The folder of the pod's empty directories, which its containers share.
   * @default one for the container alone
   */
  readonly emptyDirs?: string;
}

/** Runs a pod's containers as the kubelet does, init containers first, each to its end, up to the first that fails. */
export async function runPod(run: ContainerRun): Promise<CommandResult> {
  const emptyDirs = mkdtempSync(path.join(os.tmpdir(), 'cadastre-pod-'));
  try {
    let last: CommandResult | undefined;
    for (const container of [...(run.pod.initContainers ?? []), ...run.pod.containers]) {
      last = await runContainer(container, { ...run, emptyDirs });
      if (last.code !== 0) return last;
    }
    return last!;
  } finally {
    rmSync(emptyDirs, { recursive: true, force: true });
  }
}

/**
 * Runs one container's own command and arguments as a process of this machine: with its own environment, what it mounts from ConfigMaps and
 * Secrets in files, and the test's server in place of the tree's.
 */
export async function runContainer(container: Container, run: ContainerRun): Promise<CommandResult> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'cadastre-container-'));
  try {
    const mounted = mountFiles(container, run, root);
    const env = environment(container, run, mounted);
    const [command, ...args] = [...(container.command ?? []), ...(container.args ?? [])].map((word) => mounted(expand(word, env)));
    if (command === undefined) throw new Error(`the container ${container.name} leaves its command to the image, which is not here`);
    return await runCommand(command, args, {
      env: { PATH: process.env['PATH'], HOME: root, LANG: 'C.UTF-8', ...env },
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The container's variables, in their order, each able to refer to those before it. */
function environment(
  container: Container,
  { data, server, env: replaced = {} }: ContainerRun,
  mounted: (text: string) => string,
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const variable of container.env ?? []) {
    const value = resolveVariable(variable, data);
    if (value === undefined) throw new Error(`${container.name}: the variable ${variable.name} refers to a key that does not exist`);
    env[variable.name] = variable.value === undefined ? value : mounted(expand(value, env));
  }
  for (const [name, value] of Object.entries(replaced)) {
    if (value === undefined) delete env[name];
    // The scripts have a default for it.
    else if (name in env || name === 'WAIT_SECONDS') env[name] = value;
  }
  return { ...env, PGHOST: server.host, PGPORT: String(server.port) };
}

/** Kubernetes's expansion: `$(NAME)` of a known variable, `$$` for a dollar sign, all else as it is. */
function expand(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(/\$\$|\$\(([^()]*)\)/g, (match, name: string | undefined) => (name === undefined ? '$' : (env[name] ?? match)));
}

/** Makes what a container mounts, below `root`; returns what turns the paths of its mounts into paths here. */
function mountFiles(container: Container, run: ContainerRun, root: string): (text: string) => string {
  const mounts = (container.volumeMounts ?? []).map(({ name, mountPath }) => {
    const isEmptyDir = run.pod.volumes?.find((volume) => volume.name === name)?.emptyDir !== undefined;
    const directory = path.join(isEmptyDir && run.emptyDirs !== undefined ? run.emptyDirs : root, name);
    mkdirSync(directory, { recursive: true });
    return { mountPath, directory, files: Object.entries(volumeFiles(name, run)) };
  });
  if (mounts.length === 0) return (text) => text;
  const paths = mounts.map(({ mountPath }) => escapeRegExp(mountPath)).join('|');
  const pattern = new RegExp(`(?<![\\w./-])(?:${paths})(?![\\w.-])`, 'g');
  const mounted = (text: string): string =>
    text.replace(pattern, (found) => mounts.find(({ mountPath }) => mountPath === found)?.directory ?? found);
  for (const { directory, files } of mounts)
    for (const [file, content] of files) writeFileSync(path.join(directory, file), mounted(content));
  return mounted;
}

/** The files of a volume. A ConfigMap that is not in the tree is the one that somebody else makes: with the server's certificate authority. */
function volumeFiles(name: string, { pod, data, server }: ContainerRun): Readonly<Record<string, string>> {
  const volume = pod.volumes?.find((entry) => entry.name === name);
  if (volume?.secret !== undefined) return data.secrets.get(volume.secret.secretName) ?? {};
  if (volume?.configMap !== undefined) return data.configMaps.get(volume.configMap.name) ?? { 'ca.crt': server.certificate };
  return {};
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
