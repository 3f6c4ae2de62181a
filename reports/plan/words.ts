import type { ArgumentsOf, Locate } from '../../diagnostics';
import type { FieldChange, Plan, Reason, Step, Verdict } from '../../plan';

/** How plans are printed for people. */
export interface PlanPrintOptions {
  readonly locate: Locate;
  /** What the manifests of a plan are compared with, such as `HEAD`. */
  readonly against: (plan: Plan) => string;
  /**
   * The kubeconfig's context for the commands that are shown.
   * @default the current one
   */
  readonly context?: string | undefined;
}

/** What a verdict says, for people. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  security: 'Security',
  refused: 'Refused by the API server',
  destroys: 'Data is lost or left behind',
  interrupts: 'Requests fail, or capacity falls',
  restarts: 'Pods are replaced, none is lost',
  applies: 'Nothing runs differently',
};

/** What happens to an object, for people. */
export const actionWords: Readonly<Record<Step['action'], string>> = {
  create: 'new',
  change: 'changes',
  run: 'runs',
  delete: 'is deleted by Argo CD',
  leave: 'stays, in no manifest',
};

/** The heading of what trees of before leave behind. */
export const leftTitle = 'Trees that the registry does not write any more';

/** What stands above the lines that come before an apply. */
export const beforeWords =
  'Before the apply, stop what uses the databases that are renamed. A Job that finds somebody connected fails, and names them:';

/** What stands above the lines that come after it. */
export const afterWords = 'When the init Jobs are complete, start what an apply does not start again; an autoscaler counts on from there:';

/** Such as `Deployment/orders`. */
export function titleOfStep({ object: { kind, name } }: Step): string {
  return `${kind}/${name}`;
}

/** The reasons of a step that stand in no list of their own: nothing runs differently, and a person wants to know. */
export function quietReasons({ reasons }: Step): readonly Reason[] {
  return reasons.filter(({ verdict }) => verdict === 'applies');
}

/** What the API server says to a refusal that the plan has found; undefined if it was not asked. */
export function serverSays({ server }: Reason): string | undefined {
  switch (server?.answer) {
    case undefined:
      return undefined;
    case 'refuses':
      return `the API server refuses it, too: ${server.message}`;
    case 'takes':
      return 'the API server takes it as the cluster is now';
    case 'unasked':
      return 'the API server was not asked: what the object needs is not there yet';
  }
}

/** The verdicts of a plan with their numbers, such as `1 refused, 3 restarts`. */
export function countsOf({ steps, others }: Plan): string {
  const counts = new Map<Verdict, number>();
  const verdicts = [
    ...steps.flatMap(({ verdict, reasons }) => [
      verdict,
      ...new Set(reasons.map((reason) => reason.verdict).filter((other) => other !== verdict)),
    ]),
    ...others.map(({ verdict }) => verdict),
  ];
  for (const verdict of verdicts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return (Object.keys(verdictWords) as Verdict[])
    .flatMap((verdict) => (counts.has(verdict) ? [`${counts.get(verdict)} ${verdict}`] : []))
    .join(', ');
}

/**
 * The lines that stop what must not run during an apply, and those that start afterwards what an apply does not.
 * @returns one command a line, without line ends
 */
export function stoppingLines(
  { steps, others }: Plan,
  context: string | undefined,
): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const reasons = [...steps.flatMap((step) => step.reasons), ...others];
  const renames = reasons.flatMap(({ finding: { code, args } }) =>
    code === 'plan-database-renamed' ? [args as ArgumentsOf<'plan-database-renamed'>] : [],
  );
  const lines = (of: readonly string[]): string[] => [...new Set(of)].map((line) => line.replace(/^kubectl /, () => kubectl(context)));
  return { before: lines(renames.flatMap(({ stop }) => stop)), after: lines(renames.flatMap(({ start }) => start)) };
}

/** The beginning of a command. */
function kubectl(context: string | undefined): string {
  return `kubectl ${context === undefined ? '' : `--context=${shellWord(context)} `}`;
}

/**
 * The lines that delete what kubectl leaves. What holds data comes last, by itself: nobody deletes it before it is brought over.
 * @returns one line for each, without line ends
 */
export function deletionLines(
  { steps, delivery }: Plan,
  context: string | undefined,
): { readonly plain: readonly string[]; readonly withData: readonly string[] } {
  if (delivery !== 'kubectl') return { plain: [], withData: [] };
  const left = steps.filter(({ action }) => action === 'leave');
  const line = (step: Step): string =>
    `${kubectl(context)}${step.object.namespace === undefined ? '' : `-n ${step.object.namespace} `}delete ${step.object.kind.toLowerCase()} ${step.object.name}`;
  const holds = (step: Step): boolean =>
    ['PersistentVolumeClaim', 'StatefulSet', 'Namespace', 'Cluster', 'Database', 'Secret'].includes(step.object.kind) ||
    step.reasons.some(({ verdict }) => verdict === 'destroys');
  return { plain: left.filter((step) => !holds(step)).map(line), withData: left.filter(holds).map(line) };
}

/**
 * What a change says beside its path: from what to what, or what of a list was added, taken away or moved.
 * @param shown a value as it is printed; undefined for none
 */
export function changeText({ from, to, items }: FieldChange, shown: (value: string | undefined) => string): string {
  if (items === undefined) return `${shown(from)} -> ${shown(to)}`;
  const { added, removed, moved } = items;
  if (added.length === 1 && removed.length === 1 && moved.length === 0) return `${shown(removed[0])} -> ${shown(added[0])}`;
  const parts = Object.entries({ added, removed, 'in another place': moved }).flatMap(([what, some]) =>
    some.length === 0
      ? []
      : [
          `${what} ${some.slice(0, mostItems).map(shown).join(', ')}${some.length > mostItems ? ` and ${some.length - mostItems} more` : ''}`,
        ],
  );
  return parts.join('; ');
}

/** As many items of a list as are shown. */
const mostItems = 4;

/** A text as one word of a shell. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
