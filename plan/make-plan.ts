import type { Diagnostic } from '../diagnostics';
import type { KubernetesObject } from '../model';
import { mappingOf, textOf } from '../model/objects/mappings';
import { compareObjects, type Comparison, type PlanInput } from './comparison';
import { consequencesOf } from './consequences';
import { leaverOf } from './left-by-delivery';
import { isHook, stemOf, titleOf, valueAt } from './objects';
import { compareVerdicts, type Plan, type PlanObject, type Reason, type Step, worstOf } from './plan';
import { setBeside } from './live/set-beside';
import { verdictOfUpgrade } from './upgrade-verdicts';

/** What a plan is made of. */
export interface MakePlanInput extends PlanInput {
  /** The findings about what becomes of the objects of before; one that is accepted says so itself. */
  readonly upgrades: readonly Diagnostic[];
  /** The file of each object of now, by the object. */
  readonly fileOf: (object: KubernetesObject) => string | undefined;
  /** Whether an object of now was the same before, and is left out of before. */
  readonly isUnchanged: (object: KubernetesObject) => boolean;
}

/**
 * Says what an apply would do: pure, and in time proportional to the objects.
 * @returns a plan without steps if nothing changes
 */
export function makePlan(input: MakePlanInput): Plan {
  const { platform, upgrades } = input;
  const comparison = compareObjects(input);
  const byTitle = new Map<string, Reason[]>();
  const others: Reason[] = [];
  // A Job that is named by its content is meant by what stands before the hash.
  const known = new Set([...comparison.now, ...comparison.gone].flatMap((object) => [titleOf(object), stemOf(object)]));
  const add = (title: string | undefined, reason: Reason): void => {
    const same = title === undefined ? undefined : byTitle.get(title);
    if (title === undefined || !known.has(title)) others.push(reason);
    else if (same === undefined) byTitle.set(title, [reason]);
    else same.push(reason);
  };
  for (const { object, verdict, finding } of consequencesOf(comparison)) add(titleOf(object), { verdict, finding });
  for (const finding of upgrades)
    add(textOf((finding.args as { object?: unknown }).object), { verdict: verdictOfUpgrade(finding), finding });
  if (input.cluster?.answers !== undefined) setBeside(comparison.now, byTitle, input.cluster.answers);
  const steps = stepsOf(comparison, input, byTitle);
  const taken = new Set(steps.flatMap((step) => step.reasons));
  // A reason of an object that does not change itself, such as that its place is taken.
  for (const reasons of byTitle.values()) others.push(...reasons.filter((reason) => !taken.has(reason)));
  const { product, environment, namespace, delivery } = platform;
  const verdict = worstOf([...steps.map((step) => step.verdict), ...others.map((reason) => reason.verdict)]);
  return { product, environment, namespace, delivery, steps, others: sorted(others), verdict };
}

function stepsOf(comparison: Comparison, { fileOf, isUnchanged }: MakePlanInput, reasons: ReadonlyMap<string, readonly Reason[]>): Step[] {
  const { pairs, gone, changesOf } = comparison;
  const pairOf = new Map(pairs.map((pair) => [pair.now, pair]));
  const leaves = leaverOf(comparison);
  const told = new Set<Reason>();
  const reasonsOf = (object: KubernetesObject): readonly Reason[] => {
    const titles = [...new Set([titleOf(object), stemOf(object)])];
    const own = titles.flatMap((title) => reasons.get(title) ?? []).filter((reason) => !told.has(reason));
    for (const reason of own) told.add(reason);
    return sorted(own);
  };
  const step = (object: KubernetesObject, action: Step['action'], changes: Step['changes'] = []): Step => {
    const own = reasonsOf(object);
    return {
      object: nameOf(object),
      action,
      wave: waveOf(object),
      file: action === 'delete' || action === 'leave' ? undefined : fileOf(object),
      verdict: own[0]?.verdict ?? 'applies',
      reasons: own,
      changes,
    };
  };
  const steps = comparison.now.flatMap((object): Step[] => {
    const pair = pairOf.get(object);
    if (pair === undefined) return isUnchanged(object) ? [] : [step(object, object.kind === 'Job' ? 'run' : 'create')];
    const changes = changesOf(pair);
    return changes.length === 0 && !reasons.has(titleOf(object)) ? [] : [step(object, isHook(object) ? 'run' : 'change', changes)];
  });
  const last = gone
    .filter((object) => leaves(object) === undefined || !endsByItself(object))
    .map((object) => step(object, leaves(object) === undefined ? 'delete' : 'leave'));
  return [...steps.sort((one, other) => one.wave - other.wave), ...last];
}

function sorted(reasons: readonly Reason[]): readonly Reason[] {
  return [...reasons].sort((one, other) => compareVerdicts(one.verdict, other.verdict));
}

function nameOf({ kind, metadata }: KubernetesObject): PlanObject {
  return { kind, name: metadata.name, namespace: textOf(metadata['namespace']) };
}

function waveOf({ metadata }: KubernetesObject): number {
  const wave = Number(mappingOf(metadata['annotations'])['argocd.argoproj.io/sync-wave'] ?? 0);
  return Number.isFinite(wave) ? wave : 0;
}

/** Whether Kubernetes deletes an object some time after its pods have ended. */
function endsByItself(object: KubernetesObject): boolean {
  return object.kind === 'Job' && valueAt(object, 'spec.ttlSecondsAfterFinished') !== undefined;
}
