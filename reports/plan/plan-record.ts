import { type DiagnosticRecord, type Locate, toRecords } from '../../diagnostics';
import type { Plan, Reason, Verdict } from '../../plan';

/** A reason as plain data. */
interface ReasonRecord extends DiagnosticRecord {
  readonly verdict: Verdict;
  /** What the API server says to the object; null if it was not asked. */
  readonly server: Reason['server'] | null;
}

/** A plan as plain data: what programs read. `version` rises when a field goes or means something else. */
export interface PlanRecord {
  readonly version: 1;
  readonly against: string;
  readonly plans: readonly object[];
  /** What trees of before leave behind that no platform writes any more. */
  readonly left: readonly object[];
}

/** Plans as plain data, with lines and columns. */
export function planRecord(plans: readonly Plan[], left: readonly Reason[], against: string, locate: Locate): PlanRecord {
  return {
    version: 1,
    against,
    plans: plans.map(({ product, environment, namespace, delivery, verdict, steps, others }) => ({
      product,
      environment,
      namespace,
      delivery,
      verdict: verdict ?? 'nothing',
      steps: steps.map(({ object, action, wave, file, verdict: own, reasons, changes }) => ({
        object: { ...object, namespace: object.namespace ?? null },
        action,
        wave,
        file: file ?? null,
        verdict: own,
        reasons: reasons.map((reason) => reasonRecord(reason, locate)),
        changes: changes.map(({ path, from, to, items }) => ({ path, from: from ?? null, to: to ?? null, ...(items && { items }) })),
      })),
      others: others.map((reason) => reasonRecord(reason, locate)),
    })),
    left: left.map((reason) => reasonRecord(reason, locate)),
  };
}

function reasonRecord({ verdict, finding, server }: Reason, locate: Locate): ReasonRecord {
  return { verdict, ...toRecords([finding], locate)[0]!, server: server ?? null };
}
