import type { Platform, Service } from '../platform';
import { advance, meantBy, type Progress, startOf } from './fact-patterns';
import { elementsOf, isMapping, isWhereabouts } from './elements';
import { heldAllTheSame, mayDiffer } from './may-differ';

/** A fact that two platforms of one product do not have alike. */
export interface Difference {
  /** Its path: fields, and the names of elements of lists. */
  readonly path: readonly string[];
  /** The same path with `*` for the names of elements. */
  readonly kind: readonly string[];
  readonly left: Side;
  readonly right: Side;
}

/** What one of the platforms has. */
export interface Side {
  /** Undefined where it has nothing. */
  readonly value: unknown;
  /** The values on the way from the platform to the fact: one for each segment, but for the last. */
  readonly ancestors: readonly unknown[];
}

const allowed = startOf(mayDiffer);
const held = startOf(heldAllTheSame);

/**
 * Makes parity's view of a platform: the one Platform has, with all variables of a service in one list, since a name is either plain or secret.
 */
export function parityView(platform: Platform): unknown {
  return { ...platform, services: platform.services.map(withVariables) };
}

function withVariables({ config, env, ...service }: Service): unknown {
  return { ...service, variables: [...config.map((variable) => ({ kind: 'plain', ...variable })), ...env] };
}

/**
 * Walks two platforms side by side, in time proportional to their size. What is not on the list of what may differ is compared, whatever it is.
 * Never throws.
 * @param left what {@link parityView} made, as `right`
 */
export function compareFacts(left: unknown, right: unknown): Difference[] {
  const found: Difference[] = [];
  const path: string[] = [];
  const kind: string[] = [];
  const lefts: unknown[] = [];
  const rights: unknown[] = [];

  const report = (a: unknown, b: unknown): void => {
    found.push({ path: [...path], kind: [...kind], left: { value: a, ancestors: [...lefts] }, right: { value: b, ancestors: [...rights] } });
  };

  const walk = (a: unknown, b: unknown, free: Progress, bound: Progress): void => {
    if (isWhereabouts(a) && isWhereabouts(b)) return;
    const line = meantBy(free);
    if (line?.deep === true && bound.length === 0) return;
    const [first, second] = [elementsOf(a), elementsOf(b)];
    if (first === undefined || second === undefined || first.named !== second.named) {
      if (!alike(a, b) && (line === undefined || meantBy(bound) !== undefined)) report(a, b);
      return;
    }
    lefts.push(a);
    rights.push(b);
    for (const name of new Set([...first.values.keys(), ...second.values.keys()])) {
      const [inner, other] = [first.values.get(name), second.values.get(name)];
      if (Object.is(inner, other)) continue;
      path.push(name);
      kind.push(first.named ? '*' : name);
      walk(inner, other, advance(free, name), advance(bound, name));
      path.pop();
      kind.pop();
    }
    lefts.pop();
    rights.pop();
  };

  walk(left, right, allowed, held);
  return found;
}

/** Compares what is walked into no further: plain values, and lists of them, whose order may matter. */
function alike(a: unknown, b: unknown): boolean {
  if (isMapping(a) || isMapping(b)) return false;
  if (!Array.isArray(a) || !Array.isArray(b)) return false;
  return a.length === b.length && a.every((item, index) => Object.is(item, b[index]));
}
