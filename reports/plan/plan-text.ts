import { createColors } from 'picocolors';
import { formatPlace, type Locate, toRecords, visibleText } from '../../diagnostics';
import type { Plan, Reason, Step, Verdict } from '../../plan';
import { wrapped } from '../routes/columns';
import {
  actionWords,
  afterWords,
  beforeWords,
  changeText,
  countsOf,
  deletionLines,
  leftTitle,
  type PlanPrintOptions,
  quietReasons,
  serverSays,
  stoppingLines,
  titleOfStep,
  verdictWords,
} from './words';

/** The settings of {@link planText}. */
export interface PlanTextOptions extends PlanPrintOptions {
  readonly color: boolean;
}

/** As many changed fields of one object as are shown. */
const mostFields = 8;

/** Writes a plan for a terminal of 80 columns: what needs a look first, then everything in the order in which it happens. */
export function planText(plan: Plan, { locate, color, against, context }: PlanTextOptions): string {
  const { product, environment, steps, others, delivery } = plan;
  const title = `${product}/${environment} against ${against(plan)}`;
  if (steps.length === 0 && others.length === 0) return `${title}: nothing changes\n`;
  const colors = createColors(color);
  const paint: Record<Verdict, (text: string) => string> = {
    security: (text) => colors.bold(colors.magenta(text)),
    refused: (text) => colors.bold(colors.red(text)),
    destroys: (text) => colors.bold(colors.red(text)),
    interrupts: (text) => colors.bold(colors.yellow(text)),
    restarts: colors.cyan,
    applies: colors.dim,
  };
  const lines = [`${colors.bold(title)}: ${countsOf(plan)}`, ''];
  const { before, after } = stoppingLines(plan, context);
  if (before.length > 0) lines.push(wrapped(beforeWords, ''), ...before.map((line) => `  ${line}`), '');
  const reasons = [...steps.flatMap((step) => step.reasons), ...others];
  for (const verdict of ['security', 'refused', 'destroys', 'interrupts'] as const) {
    const own = reasons.filter((reason) => reason.verdict === verdict);
    if (own.length === 0) continue;
    lines.push(paint[verdict](verdictWords[verdict]));
    for (const reason of own) lines.push(...reasonLines(reason, locate));
    lines.push('');
  }
  const aside = others.filter(({ verdict }) => verdict === 'applies');
  if (aside.length > 0) lines.push(paint.applies(verdictWords.applies), ...aside.flatMap((reason) => reasonLines(reason, locate)), '');
  if (steps.length === 0) return `${lines.join('\n').trimEnd()}\n`;
  lines.push(colors.bold(delivery === 'argocd' ? 'In the order of the sync waves' : 'In the order of the files'));
  for (const [index, step] of steps.entries()) lines.push(...stepLines(step, index + 1, locate, paint[step.verdict]));
  if (after.length > 0) lines.push('', wrapped(afterWords, ''), ...after.map((line) => `  ${line}`));
  const { plain, withData } = deletionLines(plan, context);
  if (plain.length > 0)
    lines.push(
      '',
      wrapped('`kubectl apply` deletes nothing. When the new objects are there, delete what is left:', ''),
      ...plain.map((line) => `  ${line}`),
    );
  if (withData.length > 0)
    lines.push(
      '',
      wrapped('These hold data or logins. Delete them when what they hold is brought over, or nobody needs it:', ''),
      ...withData.map((line) => `  ${line}`),
    );
  return `${lines.join('\n')}\n`;
}

/** Writes what trees leave behind that no platform writes any more, as one part; none if there is nothing. */
export function leftText(reasons: readonly Reason[], locate: Locate): string[] {
  return reasons.length === 0 ? [] : [`${[leftTitle, ...reasons.flatMap((reason) => reasonLines(reason, locate))].join('\n')}\n`];
}

function reasonLines(reason: Reason, locate: Locate): string[] {
  const { finding } = reason;
  const server = serverSays(reason);
  const record = toRecords([finding], locate)[0]!;
  return [
    wrapped(`- ${record.message} [${record.code}]`, '  '),
    ...record.notes.map((note) => wrapped(`(${note})`, '    ')),
    ...(server === undefined ? [] : [wrapped(`(${visibleText(server)})`, '    ')]),
    `    at ${formatPlace(record)}`,
    record.accepted === undefined ? wrapped(`do: ${record.help}`, '    ') : wrapped(`accepted: ${record.accepted.reason}`, '    '),
  ];
}

function stepLines(step: Step, number: number, locate: Locate, paint: (text: string) => string): string[] {
  const { action, changes, verdict, file } = step;
  const head = `${String(number).padStart(3)}. ${titleOfStep(step)}: ${actionWords[action]}`;
  const shown = changes.slice(0, mostFields);
  return [
    visibleText(`${head}${file === undefined ? '' : `  (${file})`}`) + (verdict === 'applies' ? '' : `  ${paint(verdict)}`),
    ...shown.map((change) => visibleText(`       ${change.path}: ${changeText(change, short)}`)),
    ...quietReasons(step).map(({ finding }) => wrapped(`(${toRecords([finding], locate)[0]!.message})`, '       ')),
    ...(changes.length > shown.length ? [`       and ${changes.length - shown.length} more`] : []),
  ];
}

/** A value in as few characters as tell it apart. */
export function short(value: string | undefined, most = 60): string {
  if (value === undefined) return '(none)';
  const line = value.replace(/\s+/g, ' ');
  return line.length > most ? `${line.slice(0, most)}…` : line;
}
