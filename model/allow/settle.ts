import { areas, catalogue, type Code, createDiagnostic, type Diagnostic, hasErrors, type Place, sortDiagnostics } from '../../diagnostics';
import { redacted } from '../../formats';
import type { AcceptedChange, Allowance, Platform } from '../platform';
import { acceptChanges } from './changes';
import { joinEnvironments } from './join-environments';
import { matcherOf } from './matcher';

/** Findings about one platform, or about several. */
export interface FindingGroup {
  /** Undefined if they are about files, or about several platforms. */
  readonly of: Platform | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The findings before any is accepted. */
export interface Findings {
  readonly groups: readonly FindingGroup[];
  readonly allowances: readonly Allowance[];
  readonly changes: readonly AcceptedChange[];
  /** The day, such as `2026-11-29`; undefined if acceptance does not end. */
  readonly today: string | undefined;
  /** The product manifests of which not every environment was checked. */
  readonly partial: ReadonlySet<string>;
  /** Whether other products could have been checked too. */
  readonly alone: boolean;
}

/** Findings, without those that are accepted on purpose. */
export interface Settled {
  /** All findings that count, sorted, each once. */
  readonly diagnostics: readonly Diagnostic[];
  /** The accepted ones, sorted, each once. */
  readonly accepted: readonly Diagnostic[];
}

/** The codes of findings that need several products, or several environments of one. */
const aboutProducts: ReadonlySet<string> = new Set<Code>([
  'namespace-shared',
  'product-name-duplicate',
  'database-server-shared',
  'database-server-role-shared',
  'secret-store-shared',
]);
const aboutEnvironments: ReadonlySet<string> = new Set<Code>(['environment-parity']);

/** An allowance with what became of it. */
interface Use {
  readonly allowance: Allowance;
  readonly matches: (place: Place) => boolean;
  used: boolean;
}

/**
 * Takes the accepted findings out, and finds what is wrong with the acceptance itself. Time grows with the findings times the allowances of one code.
 * @param pending whether findings about built objects are still to come
 */
export function settleFindings(findings: Findings, pending: boolean): Settled {
  const { groups, allowances, changes, today } = findings;
  const ofChanges = acceptChanges(today);
  const uses = new Map(allowances.map((allowance) => [keyOf(allowance), { allowance, matches: matcherOf(allowance.at), used: false }]));
  const all = byCode([...uses.values()]);
  const found: Diagnostic[] = [];
  const accepted: Diagnostic[] = [];
  for (const { of, diagnostics } of groups) {
    const own = of === undefined ? all : byCode(of.allowances.flatMap((allowance) => uses.get(keyOf(allowance)) ?? []));
    for (const finding of diagnostics) {
      // A tree that no platform has any more belongs to no product: any may accept it.
      const change = ofChanges.accept(finding, of?.changes ?? changes);
      if (change !== undefined) {
        if ('accepted' in change) accepted.push(change.accepted);
        else found.push(...change.found);
        continue;
      }
      const matching = (own.get(finding.code) ?? []).filter(({ matches }) => matches(finding.at));
      for (const use of matching) use.used = true;
      const live = matching.find(({ allowance: { until } }) => today === undefined || until === undefined || today <= until);
      const [expired] = matching;
      if (live !== undefined && isAcceptable(finding, of)) {
        const { reason, until, place } = live.allowance;
        accepted.push({ ...finding, accepted: { reason: redacted(reason), ...(until !== undefined && { until }), at: place } });
        continue;
      }
      found.push(finding);
      if (live !== undefined)
        found.push(createDiagnostic('allow-refused', { code: finding.code, development: isForDevelopment(finding) }, live.allowance.place));
      else if (expired?.allowance.until !== undefined)
        found.push(createDiagnostic('allow-expired', { code: finding.code, until: expired.allowance.until }, expired.allowance.place));
    }
  }
  // Where something is broken, what was accepted may only not have been found.
  const unused = hasErrors(found) ? [] : [...uses.values()].filter((use) => !use.used && mustMatch(use.allowance, findings, pending));
  for (const { allowance } of unused)
    found.push(createDiagnostic('allow-unused', { code: allowance.code, at: allowance.at }, allowance.place));
  if (!hasErrors(found)) found.push(...ofChanges.over(changes));
  return { diagnostics: sortDiagnostics(joinEnvironments(found)), accepted: sortDiagnostics(joinEnvironments(accepted)) };
}

function keyOf({ place }: Allowance): string {
  return JSON.stringify([place.file, place.path]);
}

function byCode(uses: readonly Use[]): ReadonlyMap<string, readonly Use[]> {
  const map = new Map<string, Use[]>();
  for (const use of uses) {
    const list = map.get(use.allowance.code) ?? [];
    map.set(use.allowance.code, list);
    list.push(use);
  }
  return map;
}

/** Warnings can be accepted, and errors of which the catalogue says so. */
function isAcceptable({ code, severity }: Diagnostic, of: Platform | undefined): boolean {
  const { acceptable } = catalogue[code];
  if (code in areas.allow) return false;
  return severity === 'warning' || acceptable === true || (acceptable === 'development' && of?.development === true);
}

function isForDevelopment({ code }: Diagnostic): boolean {
  return catalogue[code].acceptable === 'development';
}

/** Whether everything was checked that an allowance may be about. */
function mustMatch({ code, scope, place }: Allowance, { partial, alone }: Findings, pending: boolean): boolean {
  if (pending && code in areas.manifests) return false;
  if (alone && aboutProducts.has(code)) return false;
  return partial.size === 0 || (scope === 'environment' ? !aboutEnvironments.has(code) : !partial.has(place.file));
}
