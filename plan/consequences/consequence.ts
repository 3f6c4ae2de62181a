import { type ArgumentsOf, type CodeOf, createDiagnostic } from '../../diagnostics';
import type { KubernetesObject } from '../../model';
import type { Comparison } from '../comparison';
import { titleOf } from '../objects';
import { placeOfField, placeOfGone } from '../places';
import type { Reason, Verdict } from '../plan';

/** Reports one consequence for an object; its title is an argument by itself. */
type Report<C extends CodeOf<'consequences'>> = (object: KubernetesObject, args: Omit<ArgumentsOf<C>, 'object'>) => void;

/** A reason with the object that it is about. */
export interface ObjectReason extends Reason {
  readonly object: KubernetesObject;
}

/** One way in which a change tells on what runs. */
export interface Consequence {
  readonly code: CodeOf<'consequences'>;
  /** Looks for it, in time proportional to the size of the objects that change. Never throws, whatever they hold. */
  readonly run: (comparison: Comparison, found: (reason: ObjectReason) => void) => void;
}

/**
 * Makes a consequence. In development it stops nothing: a refusal is a warning there.
 * @param verdict what it is for what runs
 * @param check looks for it and reports it, with the object of now, or with that of before if it is there no more
 */
export function consequence<C extends CodeOf<'consequences'>>(
  code: C,
  verdict: Verdict,
  check: (comparison: Comparison, report: Report<C>) => void,
): Consequence {
  return {
    code,
    run: (comparison, found) => {
      const gone = new Set(comparison.gone);
      check(comparison, (object, args) => {
        const at = gone.has(object) ? placeOfGone(comparison, object, 'hostname') : placeOfField(comparison, object, {});
        const finding = createDiagnostic(code, { object: titleOf(object), ...args } as unknown as ArgumentsOf<C>, at, {
          severity: comparison.platform.development ? 'warning' : undefined,
        });
        found({ verdict, finding, object });
      });
    },
  };
}
