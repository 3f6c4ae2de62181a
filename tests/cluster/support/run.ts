import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { ClusterAccess } from './kubectl';
import { findTrees, type Tree } from './trees';

/** What one run of these tests has to work with. Made once, before the first test file, and passed on in the environment. */
export interface ClusterRun {
  readonly access: ClusterAccess;
  /** Part of every namespace's name, so that two runs on one cluster do not meet. */
  readonly id: string;
  /** A folder for the run's files, removed at its end. */
  readonly directory: string;
  /** The trees that synthesis wrote for this run, development Secrets included. */
  readonly trees: readonly Tree[];
  /** Whether the cluster has nodes and images, so that pods become Ready. */
  readonly isReadyExpected: boolean;
}

const VARIABLE = 'CADASTRE_CLUSTER_RUN';

type Published = Omit<ClusterRun, 'trees'> & { readonly synthesized: string };

/** Tells the test files what to work with, or why there is nothing. */
export function publishRun(run: Published | { readonly missing: string }): void {
  process.env[VARIABLE] = JSON.stringify(run);
}

/** Defines tests that need the cluster; without one they are skipped and say why. */
export function describeOnCluster(title: string, define: (run: ClusterRun) => void): void {
  const run = JSON.parse(process.env[VARIABLE] ?? '{"missing":"the global setup did not run"}') as Published | { missing: string };
  if ('missing' in run) {
    test.skip(`${title}: ${run.missing}`, () => undefined);
  } else {
    const { synthesized, ...rest } = run;
    describe(title, () => define({ ...rest, trees: findTrees(synthesized) }));
  }
}

/** A new empty folder, in the run's own. */
export function newFolder(run: ClusterRun, hint: string): string {
  return mkdtempSync(path.join(run.directory, `${hint}-`));
}

/** A new folder for a run's files. */
export function newRunDirectory(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'cadastre-cluster-'));
}

/** Removes a run's files. */
export function removeRunDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
}
