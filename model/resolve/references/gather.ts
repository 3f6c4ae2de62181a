import type { Diagnostic } from '../../../diagnostics';
import type { FlaggedKindName } from '../../../registry/schema';
import type { Origin } from '../../origin';
import { compareText } from '../order';
import { referenceFindings, type ResolvedText } from './resolve-text';

/** The consequences of the references in the texts of one service. */
export interface ReferenceUses {
  /** The services that texts refer to and the entry does not declare, each with the first text. By key in code-unit order. */
  readonly dependencies: ReadonlyMap<string, Origin>;
  /** The kinds of backing services that texts refer to, each with the first text. */
  readonly needed: ReadonlyMap<FlaggedKindName, Origin>;
  readonly findings: readonly Diagnostic[];
}

/** Gathers what the texts of one service refer to. */
export interface Gatherer {
  /**
   * Adds a text.
   * @param of the name of the variable or file whose text it is
   */
  readonly add: (text: ResolvedText, of: string, origin: Origin) => void;
  /** Adds a finding of another kind about a text. */
  readonly report: (finding: Diagnostic) => void;
  readonly uses: () => ReferenceUses;
}

/**
 * Makes a gatherer for the texts of one service.
 * @param declared the registry keys that the entry says it depends on
 */
export function gathererOf(declared: readonly string[] = []): Gatherer {
  const dependencies = new Map<string, Origin>();
  const needed = new Map<FlaggedKindName, Origin>();
  const findings: Diagnostic[] = [];
  return {
    add: (text, of, origin) => {
      if (text.broken.length > 0) findings.push(...referenceFindings(text, of, origin.place));
      for (const key of text.services) if (!declared.includes(key) && !dependencies.has(key)) dependencies.set(key, origin);
      for (const kind of text.backing) if (!needed.has(kind)) needed.set(kind, origin);
    },
    report: (finding) => {
      findings.push(finding);
    },
    uses: () => ({ dependencies: new Map([...dependencies].sort(([a], [b]) => compareText(a, b))), needed, findings }),
  };
}
