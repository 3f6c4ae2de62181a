import { hasErrors, visibleText } from '../../diagnostics';
import { settle, type Settled } from '../../model';
import { type CompileAgainstOptions, compileAgainst } from '../compile-against';
import { exitCode } from '../exit-code';
import { reportFindings, type ReportFormat } from '../report-findings';
import { leftBefore } from '../before/left-before';
import { type LeftTree, leftTrees } from '../left-trees';
import { expectOutside } from '../output-folder';
import { loadRenderer, renderTrees, streamTrees, type Tree, writeTrees, type WrittenTree } from '../synthesize';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';

/** The options of `cadastre synth`. */
export interface SynthOptions extends CompileAgainstOptions {
  /** Whether the manifests go to standard output and nothing is written. */
  readonly stdout: boolean;
  readonly format: ReportFormat;
  /**
   * The state of the output when a finding stops the synthesis, in words.
   * @default it is as it was
   */
  readonly stoppedState?: string;
}

/**
 * Writes the manifests of every selected platform, or nothing at all when one of them has an error.
 * @returns the exit code
 * @throws UsageError when the folder for the trees has no name or is in the input, a tag cannot be used, or the manifests of before that were asked for are not there
 */
export async function synth(options: SynthOptions, terminal: Terminal): Promise<number> {
  if (options.out === '')
    throw new UsageError('the folder for the manifests has no name: give one with `--out`, or leave `--out` away for `dist`');
  if (!options.stdout) expectOutside(options.out, options.registry);
  // Loading cdk8s and compiling the registry take about as long as each other.
  const { compiled, before } = await compileAgainst(options, options.environment !== undefined, loadRenderer);
  const { platforms } = compiled;
  const output = `${visibleText(options.out.replace(/\/+$/, ''))}/`;
  const stopped = ({ diagnostics: errors, accepted }: Settled): number => {
    reportFindings(errors, options.format, options.stoppedState ?? `${output} is unchanged`, terminal, accepted.length);
    return exitCode.findings;
  };
  if (hasErrors(compiled.diagnostics)) return stopped(compiled);
  const trees = renderTrees(platforms, options.out, before);
  const settled = settle(compiled, [...trees.map(({ found }) => found), leftBefore(platforms, before, options)]);
  const { diagnostics, accepted } = settled;
  if (hasErrors(diagnostics)) return stopped(settled);
  if (options.stdout) {
    // Standard output is the manifests' alone, so findings as records would get in between.
    reportFindings(diagnostics, 'text', 'the manifests are on standard output', terminal, accepted.length);
    streamTrees(trees, terminal.out);
    return exitCode.clean;
  }
  const written = writeTrees(trees);
  reportFindings(diagnostics, options.format, `${output} is written`, terminal, accepted.length);
  if (options.format === 'text') {
    terminal.out(written.map(summaryLine).join(''));
    if (diagnostics.length === 0 && accepted.length > 0) terminal.out(`${accepted.length} accepted findings: cadastre check --all\n`);
    if (options.product === undefined && options.environment === undefined)
      terminal.out(
        leftTrees(options.out, trees)
          .map((tree) => leftLine(tree, options.registry))
          .join(''),
      );
    terminal.out(trees.map(unwrittenLine).join(''));
  }
  return exitCode.clean;
}

/** Says what a preview without a number is lacking. */
function unwrittenLine({ product, environment, isWritten }: Tree): string {
  return isWritten ? '' : `${product}/${environment}: checked for any number; a tree takes one: -e ${environment} --param number=N\n`;
}

/** A tree is called one to remove only if it is sure that nothing writes it: the product of another could be in another registry. */
function leftLine({ directory, isOfProduct, kept }: LeftTree, registry: string): string {
  const shown = visibleText(directory);
  const stays = [...kept.volumes, ...kept.databases.map((database) => `the database ${database}`)].join(', ');
  const first = stays === '' ? '' : `these stay when it is removed: ${visibleText(stays)}; `;
  return isOfProduct
    ? `${shown}: no longer in the registry, left as it is; ${first}remove it with: git rm -r ${shown}\n`
    : `${shown}: of no product in ${visibleText(registry)}, left as it is\n`;
}

function summaryLine({ directory, files, summary }: WrittenTree): string {
  const changes = [
    ...summary.written.map((path) => `  ~ ${visibleText(path)}\n`),
    ...summary.removed.map((path) => `  - ${visibleText(path)}\n`),
  ];
  const counts = `${summary.written.length} written, ${summary.unchanged.length} unchanged, ${summary.removed.length} removed`;
  // A new tree names nothing: all of it is new.
  const listed = summary.unchanged.length === 0 ? '' : changes.join('');
  return `${visibleText(directory)}: ${files.length} files (${counts})\n${listed}`;
}
