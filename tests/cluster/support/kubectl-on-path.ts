import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { ClusterAccess } from './kubectl';
import { newFolder, type ClusterRun } from './run';

/** What a `kubectl` of a test's own does beside calling the real one. */
export interface PathOptions {
  /** Arguments that every call gets: a user to act as, for instance. */
  readonly args?: readonly string[];
  /** Shell commands that run before the real one, once, when it is called with this word first. */
  readonly before?: { readonly word: string; readonly commands: string };
}

/**
 * Makes a folder with a `kubectl` that reaches the cluster under test, as a person's own does by their kubeconfig.
 * @returns the `PATH` that begins with it
 */
export function pathWithKubectl(run: ClusterRun, { args = [], before }: PathOptions = {}): string {
  const folder = newFolder(run, 'path');
  const real = callOf(run.access, args);
  const once =
    before === undefined
      ? ''
      : `if [ "$1" = ${before.word} ] && mkdir ${quoted(path.join(folder, 'done'))} 2>/dev/null; then\nkubectl() { ${real} "$@"; }\n(${before.commands}) </dev/null >&2\nfi\n`;
  const file = path.join(folder, 'kubectl');
  writeFileSync(file, `#!/bin/sh\n${once}exec ${real} "$@"\n`);
  chmodSync(file, 0o755);
  return `${folder}:${process.env['PATH'] ?? ''}`;
}

function callOf({ command, args }: ClusterAccess, more: readonly string[]): string {
  return [command, ...args, ...more].map(quoted).join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
