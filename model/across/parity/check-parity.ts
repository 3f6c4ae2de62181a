import { createDiagnostic, type Diagnostic, formatPath, type Place } from '../../../diagnostics';
import { causesOf } from './cause';
import { compareFacts, parityView } from './compare';
import { describeDeviations, type Deviation } from './differences';
import type { CompiledPlatform } from '../../compiled';

/** How many differences of one cause a finding shows. */
const mostShown = 5;

/** The differences that one spot of the input causes. */
interface Group {
  readonly at: Place;
  /** Whether the place is what made them differ. */
  readonly known: boolean;
  readonly deviations: Deviation[];
  /** The differences that only follow from the others. */
  readonly consequences: Deviation[];
  /** The place of the other side, by environment. */
  readonly others: Map<string, Place>;
}

/**
 * Compares the environments of one product with the last of them, which is taken to be the nearest to production. Whatever differs and is not on the
 * list of what may is a finding: one for all that the same spot of an overlay made differ. Never throws, and takes time in proportion to the platforms.
 * @param compiled in the order of the product manifest
 * @returns findings in no particular order; none when there are fewer than two platforms
 */
export function checkParity(compiled: readonly CompiledPlatform[]): Diagnostic[] {
  const last = compiled.at(-1);
  if (last === undefined || compiled.length < 2) return [];
  const reference = last.platform;
  const referenceView = parityView(last);
  const groups = new Map<string, Group>();
  for (const { platform, blueprint } of compiled.slice(0, -1)) {
    for (const difference of compareFacts(
      parityView({ platform, blueprint }),
      referenceView,
      platform.development || reference.development,
    )) {
      const causes = causesOf(difference, { left: platform, right: reference });
      const known = causes.left ?? causes.right;
      const at = known ?? platform.sources.overlay;
      // Without a cause, what is alike in all services has one.
      const id = JSON.stringify([at.file, at.path, known === undefined && difference.kind]);
      const group: Group = groups.get(id) ?? { at, known: known !== undefined, deviations: [], consequences: [], others: new Map() };
      groups.set(id, group);
      (causes.followed ? group.consequences : group.deviations).push({ environment: platform.environment, difference });
      const other = causes.left === undefined && known !== undefined ? platform : reference;
      if (!group.others.has(other.environment))
        group.others.set(other.environment, (other === reference ? causes.right : undefined) ?? other.sources.overlay);
    }
  }
  return [...groups.values()].map((group) => toDiagnostic(group, reference.environment));
}

function toDiagnostic({ at, known, deviations, consequences, others }: Group, reference: string): Diagnostic {
  const all = describeDeviations([...deviations, ...consequences], reference);
  const args = { differences: all.slice(0, mostShown), more: Math.max(0, all.length - mostShown) };
  // A variable is declared in an entry; what decides for all services, or follows from another field, is said where that stands.
  const decided = known && at.path.length > 0 && (at.path[0] !== 'services' || deviations.length === 0);
  const related = [...others.values()].map((place) => ({ label: 'compared with', place }));
  return createDiagnostic('environment-parity', { ...args, ...(decided && { cause: formatPath(at.path) }) }, at, { related });
}
