import { join } from 'node:path';
import type { Platform } from '../model';
import type { ManifestFile, RenderedFile, WriteSummary } from '../output';

/** The manifests of one platform. */
export interface Tree {
  readonly product: string;
  readonly environment: string;
  /** Where the tree goes: `<output>/<product>/<environment>`. */
  readonly directory: string;
  readonly files: readonly RenderedFile[];
}

/** Loads what turns platforms into text. A command that only checks does not need cdk8s. */
export function loadRenderer(): Pick<typeof import('../constructs'), 'buildApp'> & Pick<typeof import('../output'), 'renderFiles' | 'writeManifests'> {
  const { buildApp } = require('../constructs') as typeof import('../constructs');
  const { renderFiles, writeManifests } = require('../output') as typeof import('../output');
  return { buildApp, renderFiles, writeManifests };
}

/**
 * Renders every platform. Nothing is written.
 * @param output the folder for all trees, relative to the working directory
 */
export function renderTrees(platforms: readonly Platform[], output: string): Tree[] {
  const { buildApp, renderFiles } = loadRenderer();
  return platforms.map((platform) => {
    let files: readonly RenderedFile[] = [];
    buildApp(platform, { write: (charts) => (files = renderFiles(charts as readonly ManifestFile[])) }).synth();
    const { product, environment } = platform;
    return { product, environment, directory: join(output, product, environment), files };
  });
}

/** What was written for one platform. */
export interface WrittenTree extends Tree {
  readonly summary: WriteSummary;
}

/**
 * Writes every tree, each of them whole or not at all. It is not waited for until the disk has it: after a power cut the
 * next run finds what is missing.
 */
export function writeTrees(trees: readonly Tree[]): WrittenTree[] {
  const { writeManifests } = loadRenderer();
  return trees.map((tree) => ({ ...tree, summary: writeManifests(tree.files, tree.directory, { durable: false }) }));
}

/**
 * Hands out all manifests of all trees as one YAML stream.
 * @param write takes the stream piece by piece: as one text, a large platform takes its memory twice
 */
export function streamTrees(trees: readonly Tree[], write: (text: string) => void): void {
  let between = '';
  for (const { text } of trees.flatMap(({ files }) => files)) {
    write(between + text);
    between = '---\n';
  }
}
