import { formatPlace, type Locate, toRecords, visibleText } from '../../diagnostics';
import type { Plan, Reason, Step } from '../../plan';
import { short } from './plan-text';
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

/** What GitHub takes in one comment, in characters. @see https://github.com/orgs/community/discussions/27190 */
const mostCharacters = 65_536;

/**
 * Writes plans as a comment for a pull request: counts first, then what needs a look, then everything, folded.
 * @param left what trees of before leave behind that no platform writes any more
 * @returns at most 65,536 characters; what is cut off is said at the end
 */
export function planMarkdown(plans: readonly Plan[], left: readonly Reason[], options: PlanPrintOptions): string {
  const ofTrees =
    left.length === 0 ? [] : [`### ${leftTitle}\n\n`, ...left.map((reason) => reasonItem(reason, options.locate, true)), '\n'];
  const parts = [...ofTrees, ...plans.flatMap((plan) => partsOf(plan, options))];
  const tail = (cut: number): string =>
    `\n_Cut off here: ${cut} of ${parts.length} parts do not fit into one comment. Run \`cadastre plan\` for all of them._\n`;
  let text = '';
  for (const [index, part] of parts.entries()) {
    if (text.length + part.length + tail(parts.length).length > mostCharacters) return text + tail(parts.length - index);
    text += part;
  }
  return text;
}

/** The parts of a plan, each of which is whole by itself. */
function partsOf(plan: Plan, { against, locate, context }: PlanPrintOptions): string[] {
  const { product, environment, steps, others } = plan;
  const title = `### ${code(`${product}/${environment}`)} against ${code(against(plan))}`;
  if (steps.length === 0 && others.length === 0) return [`${title}: nothing changes\n\n`];
  const { before, after } = stoppingLines(plan, context);
  const parts = [`${title}: ${countsOf(plan)}\n\n`, ...shellBlock(beforeWords, before)];
  const reasons = [...steps.flatMap((step) => step.reasons), ...others];
  for (const verdict of ['security', 'refused', 'destroys', 'interrupts'] as const) {
    const own = reasons.filter((reason) => reason.verdict === verdict);
    if (own.length > 0) parts.push(`**${verdictWords[verdict]}**\n\n`, ...own.map((reason) => reasonItem(reason, locate)), '\n');
  }
  const aside = others.filter(({ verdict }) => verdict === 'applies');
  if (aside.length > 0) parts.push(`**${verdictWords.applies}**\n\n`, ...aside.map((reason) => reasonItem(reason, locate)), '\n');
  parts.push(
    ...folded(
      `Everything, in order (${steps.length})`,
      steps.map((step) => stepItem(step, locate)),
    ),
  );
  const { plain, withData } = deletionLines(plan, context);
  const commands = [...plain, ...(withData.length > 0 ? ['# These hold data or logins: bring them over first.', ...withData] : [])];
  parts.push(...shellBlock(afterWords, after), ...shellBlock('`kubectl apply` deletes nothing. What is left:', commands));
  return parts;
}

/** Commands with a sentence above them; nothing if there are none. */
function shellBlock(words: string, commands: readonly string[]): string[] {
  return commands.length === 0 ? [] : [`${words}\n\n\`\`\`sh\n${commands.join('\n')}\n\`\`\`\n\n`];
}

/** As many items as a folded part has at most, so that one that does not fit is not all of them. */
const inOneFold = 50;

function folded(title: string, items: readonly string[]): string[] {
  const folds: string[] = [];
  for (let at = 0; at < items.length; at += inOneFold) {
    const some = items.slice(at, at + inOneFold);
    const range = items.length > inOneFold ? `, ${at + 1} to ${at + some.length}` : '';
    folds.push(`<details><summary>${title}${range}</summary>\n\n${some.join('')}\n</details>\n\n`);
  }
  return folds;
}

/** @param withNotes whether all of it is said: of what no list of changes shows */
function reasonItem(reason: Reason, locate: Locate, withNotes = false): string {
  const { finding } = reason;
  const server = serverSays(reason);
  const record = toRecords([finding], locate)[0]!;
  const notes = withNotes ? record.notes.map((note) => `  - ${plain(note)}\n`).join('') : '';
  const then = record.accepted === undefined ? record.help : `accepted: ${record.accepted.reason}`;
  return `- ${plain(record.message)} (${code(record.code)}, ${code(formatPlace(record))})\n${notes}${server === undefined ? '' : `  - ${plain(visibleText(server))}\n`}  - ${plain(then)}\n`;
}

function stepItem(step: Step, locate: Locate): string {
  const { action, verdict, changes } = step;
  const fields = changes
    .slice(0, 20)
    .map((change) => `  - ${code(change.path)}: ${changeText(change, (value) => code(short(value, 200))).replaceAll(' -> ', ' → ')}\n`);
  const more = changes.length > 20 ? [`  - and ${changes.length - 20} more\n`] : [];
  return `- ${code(titleOfStep(step))} ${actionWords[action]}: ${verdict}\n${fields.join('')}${more.join('')}${quietReasons(step)
    .map(({ finding }) => `  - ${plain(toRecords([finding], locate)[0]!.message)}\n`)
    .join('')}`;
}

/** Text as code, whatever backticks it holds. */
function code(text: string): string {
  const line = visibleText(text);
  const ticks = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return ticks.length === 1 ? `\`${line}\`` : `${ticks} ${line} ${ticks}`;
}

/** A sentence of ours, whose names stand in backticks already: no markup and no mention of a person may come of it. */
function plain(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replace(/[<>@*_[\]]/g, (sign) => `&#${sign.codePointAt(0)};`)))
    .join('');
}
