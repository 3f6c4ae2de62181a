import { areas, createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { AcceptedChange } from '../platform';

/** Accepts findings about what runs already, by the object that each is about. */
export interface ChangeAcceptance {
  /**
   * Looks for an acceptance of a finding.
   * @param changes those of the finding's platform
   * @returns the accepted finding; findings that count, if its last day has gone by; undefined if nothing accepts it
   */
  readonly accept: (
    finding: Diagnostic,
    changes: readonly AcceptedChange[],
  ) => { accepted: Diagnostic } | { found: Diagnostic[] } | undefined;
  /** The findings about acceptances whose last day has gone by, and that accept nothing any more. */
  readonly over: (changes: readonly AcceptedChange[]) => Diagnostic[];
}

/** Makes the acceptance of one run. It remembers which acceptances matched. */
export function acceptChanges(today: string | undefined): ChangeAcceptance {
  const used = new Set<string>();
  const isOver = ({ until }: AcceptedChange): boolean => today !== undefined && today > until;
  return {
    accept: (finding, changes) => {
      const { code, args } = finding;
      if (!(code in areas.upgrades) || !('object' in args)) return undefined;
      const matching = changes.filter((change) => change.code === code && change.object === args.object);
      for (const change of matching) used.add(keyOf(change));
      const live = matching.find((change) => !isOver(change));
      if (live !== undefined)
        return {
          accepted: { ...finding, accepted: { reason: 'the product manifest accepts the change', until: live.until, at: live.place } },
        };
      const [expired] = matching;
      if (expired === undefined) return undefined;
      const { object, until, place } = expired;
      return { found: [finding, createDiagnostic('change-expired', { code, object, until }, place)] };
    },
    over: (changes) =>
      changes
        .filter((change) => isOver(change) && !used.has(keyOf(change)))
        .map(({ code, object, until, place }) => createDiagnostic('change-over', { code, object, until }, place)),
  };
}

function keyOf({ place }: AcceptedChange): string {
  return JSON.stringify([place.file, place.path]);
}
