import { lstatSync, mkdirSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Diagnostic, hasErrors } from '../diagnostics';
import { checkObjects, type CompiledPlatform, type FindingGroup, type KubernetesObject, treeNameOf } from '../model';
import type { DirectoryContent, ManifestFile, RenderedFile, WriteSummary } from '../output';
import { checkUpgrade, pendingRenames } from '../plan';
import type { RenderedChart } from '../constructs';
import { argoParents, isArgoTreeWritten, renderArgoTree } from './argo-tree';
import { type ChangedObjects, changedObjects, isCompared } from './before/changed-objects';
import { comparedObjects } from './before/kept-objects';
import type { Before } from './before/open-before';
import { pathKind } from './path-kind';

/** The manifests of one platform. */
export interface Tree {
  readonly product: string;
  readonly environment: string;
  readonly compiled: CompiledPlatform;
  /** Whether there is a tree: of a preview only with its number. */
  readonly isWritten: boolean;
  /** Where the tree goes: `<output>/<product>/<environment>`, with the number of a preview. */
  readonly directory: string;
  readonly files: readonly RenderedFile[];
  /** The objects of the files. */
  readonly charts: readonly RenderedChart[];
  /** What of before has changed or is gone; undefined if there was nothing before. */
  readonly changed: ChangedObjects | undefined;
  /** The objects by which Argo CD carries the tree: a folder of their own, without a file if there are none. */
  readonly argo: DirectoryContent;
  /** The findings about what the team has patched, and about what becomes of the objects of before. */
  readonly found: FindingGroup;
}

/** Where nothing was applied before. */
const nothing: Before = { treeOf: () => undefined, names: () => [], title: () => 'nothing' };

/** Loads what turns platforms into text. A command that only checks does not need cdk8s. */
export function loadRenderer(): Pick<typeof import('../constructs'), 'buildApp' | 'buildArgoApp'> &
  Pick<typeof import('../output'), 'checkTarget' | 'renderFiles' | 'writeDirectories'> {
  const { buildApp, buildArgoApp } = require('../constructs') as typeof import('../constructs');
  const { checkTarget, renderFiles, writeDirectories } = require('../output') as typeof import('../output');
  return { buildApp, buildArgoApp, checkTarget, renderFiles, writeDirectories };
}

/**
 * Renders every platform, and compares it with the manifests of before. Nothing is written.
 * @param output the folder for all trees, relative to the working directory
 * @param before by default nothing
 */
export function renderTrees(platforms: readonly CompiledPlatform[], output: string, before = nothing): Tree[] {
  const renderer = loadRenderer();
  const { buildApp, renderFiles } = renderer;
  // A cdk8s app writes the same files by either command, so that its name must not depend on which one ran.
  const command = pathKind('cdk8s.yaml') === 'file' ? 'cdk8s synth' : 'npx cadastre synth';
  const rendered = platforms.map((compiled): { readonly tree: Tree; readonly pending: readonly string[] } => {
    const { product, environment, preview } = compiled.platform;
    const treeName = treeNameOf(compiled.platform);
    const isWritten = preview?.isNamed !== false;
    const app = buildApp(compiled, { write: () => undefined });
    const charts = app.render();
    const objects = charts.flatMap((chart) => chart.objects) as unknown as KubernetesObject[];
    const diagnostics = checkObjects({ ...compiled, objects, problems: app.patchProblems });
    // What is patched wrongly may be nothing that can be written.
    const files =
      hasErrors(diagnostics) || !isWritten ? [] : renderFiles(charts as readonly ManifestFile[], app.renderTexts(), { command });
    const old = files.length === 0 ? undefined : before.treeOf(product, treeName);
    const changed = old && changedObjects(old, files, compiled.platform.development);
    const { upgrades, pending } = changed === undefined ? noUpgrades : upgradesOf(compiled, changed, charts, files);
    const found = { of: compiled.platform, diagnostics: [...diagnostics, ...upgrades] };
    const argo = renderArgoTree(renderer, compiled, output, command);
    const directory = join(output, product, treeName);
    return { pending, tree: { product, environment, compiled, isWritten, directory, files, charts, changed, argo, found } };
  });
  const pending = new Set(rendered.flatMap((one) => one.pending));
  return rendered.map(({ tree }) => (pending.size === 0 ? tree : { ...tree, found: withoutPending(tree.found, pending) }));
}

/** What becomes of the objects of before. */
interface Upgrades {
  readonly upgrades: readonly Diagnostic[];
  /** The places of names of before that databases still have. */
  readonly pending: readonly string[];
}

const noUpgrades: Upgrades = { upgrades: [], pending: [] };

function upgradesOf(
  { platform, blueprint }: CompiledPlatform,
  { objects: before, diagnostics, isKept }: ChangedObjects,
  charts: readonly RenderedChart[],
  files: readonly RenderedFile[],
): Upgrades {
  const isRenaming = platform.services.some(({ databaseRenamedFrom }) => databaseRenamedFrom !== undefined);
  if (before.length === 0 && !isRenaming) return { upgrades: diagnostics, pending: [] };
  const now = charts.flatMap(({ file, objects }) => (isCompared(file) ? (objects as unknown as KubernetesObject[]) : []));
  // Where nothing is renamed, nobody asks what stayed the same.
  const kept = isRenaming ? comparedObjects(charts, files, { objects: before, diagnostics, isKept }).kept : new Set();
  const input = { platform, blueprint, before, now, isUnchanged: (object: KubernetesObject) => kept.has(object) };
  const pending = isRenaming ? pendingRenames(input).map((at) => JSON.stringify(at)) : [];
  return { upgrades: [...diagnostics, ...checkUpgrade(input)], pending };
}

/** Nobody is asked to remove a name of before that another environment still needs. */
function withoutPending({ of, diagnostics }: FindingGroup, pending: ReadonlySet<string>): FindingGroup {
  return { of, diagnostics: diagnostics.filter(({ code, at }) => code !== 'upgrade-rename-over' || !pending.has(JSON.stringify(at))) };
}

/**
 * The findings about what the platforms become, and about what becomes of the objects of before, for a command that writes nothing: what is patched, what
 * is too large for the API server, what an apply would be refused.
 * @param before by default nothing
 */
export function checkTrees(platforms: readonly CompiledPlatform[], before = nothing): FindingGroup[] {
  return platforms.length === 0 ? [] : renderTrees(platforms, '', before).map(({ found }) => found);
}

/** One written folder: the tree of a platform, or the objects by which Argo CD carries it. */
export interface WrittenTree extends DirectoryContent {
  readonly summary: WriteSummary;
}

/**
 * Writes every tree, each of them whole or not at all, and none when one has no place to go to, or no room. It is not waited for until the disk has it:
 * after a power cut the next run finds what is missing.
 * @returns each tree, followed by the objects of Argo CD that carry it, if there are or were any
 */
export function writeTrees(trees: readonly Tree[]): WrittenTree[] {
  const { checkTarget, writeDirectories } = loadRenderer();
  const folders = trees.flatMap(({ directory, files, isWritten, compiled, argo }): DirectoryContent[] => [
    ...(isWritten ? [{ directory, files }] : []),
    // What all previews have in common is written by the run that names none of them.
    ...(compiled.platform.preview?.isNamed !== true && isArgoTreeWritten(argo) ? [argo] : []),
  ]);
  for (const { directory } of trees) expectNoLink(dirname(directory));
  for (const { argo } of trees) if (folders.includes(argo)) argoParents(argo.directory).forEach(expectNoLink);
  const made = makeFolders(folders.map(({ directory }) => dirname(checkTarget(directory))));
  try {
    const summaries = writeDirectories(folders, { durable: false });
    return folders.map((folder, index) => ({ ...folder, summary: summaries[index]! }));
  } catch (error) {
    made.forEach(removeEmpty);
    throw error;
  }
}

/**
 * Refuses the folder of a product that is a symbolic link, as that of an environment is: the trees would be those of another product, or somewhere else than the run says.
 * The folder of all trees may be one.
 */
function expectNoLink(folder: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  const message = `${folder} is a symbolic link, and the manifests would be written where it points to: remove it, or name another folder with \`--out\``;
  throw Object.assign(new Error(message), { code: 'target-is-symlink' });
}

/**
 * Makes folders with what is above them: all of them or none. One step at a time, because where nothing can be made, as in `/proc`, Node's own
 * recursion never ends.
 * @returns those that were not there, the innermost first
 */
function makeFolders(paths: readonly string[]): readonly string[] {
  const made: string[] = [];
  const make = (path: string): void => {
    if (pathKind(path) === 'folder') return;
    make(dirname(path));
    try {
      mkdirSync(path);
      made.push(path);
    } catch (error) {
      // Another run may have made it meanwhile.
      if (pathKind(path) !== 'folder') throw error;
    }
  };
  try {
    paths.forEach(make);
  } catch (error) {
    made.reverse().forEach(removeEmpty);
    throw error;
  }
  return made.reverse();
}

function removeEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Another run uses it by now.
  }
}

/**
 * Hands out all manifests of all trees as one YAML stream.
 * @param write takes the stream piece by piece: as one text, a large platform takes its memory twice
 */
export function streamTrees(trees: readonly Tree[], write: (text: string) => void): void {
  let between = '';
  // What is encrypted is nothing that the API server takes.
  for (const { text } of trees.flatMap(({ files }) => files.filter(({ path }) => path.endsWith('.k8s.yaml')))) {
    write(between + text);
    between = '---\n';
  }
}
