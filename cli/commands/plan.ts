import { createLocator, type Diagnostic, formatGithub, hasErrors, type Locate, visibleText } from '../../diagnostics';
import { type Compiled, settle } from '../../model';
import { type Plan, type Reason, verdictOfUpgrade } from '../../plan';
import { leftText, planMarkdown, planRecord, planText } from '../../reports';
import { compileAgainst } from '../compile-against';
import { exitCode } from '../exit-code';
import { leftBefore } from '../before/left-before';
import type { Before } from '../before/open-before';
import { currentContext } from '../cluster/describe-target';
import { createKubectl, type Kubectl } from '../cluster/kubectl';
import { planTrees } from '../plan-trees';
import { reportFindings } from '../report-findings';
import { reportPrinter } from '../report-printer';
import { readSource } from '../source';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import type { CheckOptions } from './check';

/** How plans are printed. */
export const planFormats = ['text', 'json', 'markdown', 'github'] as const;

/** The options of `cadastre plan`. */
export interface PlanOptions extends Omit<CheckOptions, 'format' | 'all'> {
  readonly format: (typeof planFormats)[number];
  /** Whether changes have an exit code of their own. */
  readonly exitCode: boolean;
  /**
   * Whether what a cluster has is compared, in place of manifests.
   * @default false
   */
  readonly cluster?: boolean;
  /**
   * Whether the API server of a cluster is asked about every object.
   * @default false
   */
  readonly server?: boolean;
  /**
   * The kubeconfig's context of the cluster.
   * @default the current one
   */
  readonly context?: string | undefined;
  /** What is refused or loses data and is wanted, each as `<code>:<Kind>/<name>`. */
  readonly allow: readonly string[];
}

/**
 * Says what an apply of what the registry gives now would do to what was applied before. Writes nothing.
 * @returns the exit code: 3 if something would be refused or lose data and is not allowed
 * @throws UsageError for manifests of before that are not there, and for an `--allow` that matches nothing
 * @throws ClusterError when a cluster is asked and does not answer, or refuses
 */
export async function plan(options: PlanOptions, terminal: Terminal): Promise<number> {
  expectCluster(options);
  const { compiled, before } = await compileAgainst(options, false);
  const stoppedBy = (findings: readonly Diagnostic[]): number => {
    reportFindings(findings, options.format === 'markdown' ? 'text' : options.format, 'nothing was planned', terminal);
    return exitCode.findings;
  };
  if (hasErrors(compiled.diagnostics)) return stoppedBy(compiled.diagnostics);
  const asks = options.cluster === true || options.server === true;
  if (asks) expectOneEnvironment(compiled);
  const kubectl = asks ? createKubectl(options.context) : undefined;
  const { plans, errors } = await planTrees(compiled, {
    before,
    cluster: options.cluster === true ? kubectl : undefined,
    server: options.server === true ? kubectl : undefined,
    note: (sentence) => terminal.err(`note: ${visibleText(sentence)}\n`),
  });
  if (errors.length > 0) return stoppedBy(errors);
  const target = kubectl && (await clusterTitle(kubectl, options.context));
  const comparedWith = (tree?: Plan): string => (options.cluster === true && target !== undefined ? target : before.title(tree));
  // A report about the wrong cluster is of no use.
  const against = (tree: Plan): string =>
    options.server === true && options.cluster !== true ? `${comparedWith(tree)}, and asked ${target}` : comparedWith(tree);
  const left = options.cluster === true ? [] : leftOf(compiled, before, options);
  const stops = stopsOf([...plans.flatMap(reasonsOf), ...left], options.allow);
  const locate = createLocator(readSource);
  const { context } = options;
  const print = reportPrinter(terminal, false);
  switch (options.format) {
    case 'json':
      print.record(planRecord(plans, left, comparedWith(), locate));
      break;
    case 'markdown':
      print.text(planMarkdown(plans, left, { against, locate, context }));
      break;
    case 'github':
      print.text(githubText([...plans.flatMap(reasonsOf), ...left], locate));
      break;
    case 'text':
      print.text(
        [...plans.map((one) => planText(one, { locate, color: terminal.color, against, context })), ...leftText(left, locate)].join('\n'),
      );
  }
  if (stops) return exitCode.refused;
  return options.exitCode && (left.length > 0 || plans.some(({ steps }) => steps.length > 0)) ? exitCode.changes : exitCode.clean;
}

/** Annotations of what a person has to look at. Where nothing runs differently, it is a notice. */
function githubText(reasons: readonly Reason[], locate: Locate): string {
  const told = reasons.filter(({ verdict }) => verdict !== 'restarts');
  const quiet = new Set(told.flatMap(({ verdict, finding }) => (verdict === 'applies' ? [finding] : [])));
  return formatGithub(
    told.map(({ finding }) => finding),
    { locate, isNotice: (finding) => quiet.has(finding) },
  );
}

/** @throws UsageError for options that do not go together */
function expectCluster({ cluster, server, context, againstRef, againstDir }: PlanOptions): void {
  const other = againstRef === undefined ? '--against-dir' : '--against-ref';
  if (cluster === true && (againstRef !== undefined || againstDir !== undefined))
    throw new UsageError(`\`--cluster\` and \`${other}\` name two things to compare with: leave one of them away`);
  if (cluster !== true && server !== true && context !== undefined)
    throw new UsageError('`--context` says which cluster is asked: add `--cluster` or `--server`');
}

/** @throws UsageError for platforms of several environments, which are seldom in one cluster */
function expectOneEnvironment({ platforms }: Compiled): void {
  const environments = new Set(platforms.map(({ platform }) => platform.environment));
  if (environments.size > 1) throw new UsageError('`--cluster` and `--server` ask one cluster: name the environment that it has with `-e`');
}

async function clusterTitle(kubectl: Kubectl, context: string | undefined): Promise<string> {
  const name = context ?? (await currentContext(kubectl));
  return name === undefined ? 'the cluster' : `the cluster of ${name}`;
}

/** What trees of before leave behind that no product and environment of the registry writes any more. */
function leftOf(compiled: Compiled, before: Before, options: PlanOptions): Reason[] {
  const { diagnostics, accepted } = settle(compiled, [leftBefore(compiled.platforms, before, options)]);
  return [...diagnostics, ...accepted].flatMap((finding) =>
    finding.code === 'upgrade-tree-left' ? [{ verdict: verdictOfUpgrade(finding), finding }] : [],
  );
}

function reasonsOf({ steps, others }: Plan): Reason[] {
  return [...steps.flatMap(({ reasons }) => reasons), ...others];
}

/**
 * Whether something is refused or loses data that nobody has accepted. In an environment for development such a finding is a warning, and stops nothing.
 * @throws UsageError for what is allowed and does not happen
 */
function stopsOf(reasons: readonly Reason[], allow: readonly string[]): boolean {
  const unused = new Set(allow);
  let stops = false;
  for (const { verdict, finding } of reasons) {
    if (verdict !== 'refused' && verdict !== 'destroys') continue;
    const name = `${finding.code}:${String((finding.args as { object?: unknown }).object)}`;
    const isAllowed = unused.delete(name) || allow.includes(name);
    if (!isAllowed && finding.accepted === undefined && finding.severity === 'error') stops = true;
  }
  const [first] = unused;
  if (first !== undefined)
    throw new UsageError(`\`--allow ${first}\` matches nothing: write \`<code>:<Kind>/<name>\` of what is refused or loses data`);
  return stops;
}
