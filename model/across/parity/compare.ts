import type { CompiledPlatform } from '../../compiled';
import {
  type ConfigVariable,
  databaseSuffix,
  type EnvVariable,
  type FlaggedKindName,
  type HelperContainer,
  postgresServersOf,
  type Service,
} from '../../platform';
import { providedSecrets } from '../../secrets';
import { elementsOf, isMapping, isWhereabouts } from './elements';
import { type Progress, startOf } from './fact-patterns';
import { heldAllTheSame, heldOutsideDevelopment, mayDiffer } from './may-differ';

/** A fact that two platforms of one product do not have alike. */
export interface Difference {
  /** Its path: fields, and the names of elements of lists. */
  readonly path: readonly string[];
  /** The same path with `*` for the names of elements. */
  readonly kind: readonly string[];
  readonly left: Side;
  readonly right: Side;
}

/** The fact of one of the platforms. */
export interface Side {
  /** Undefined where it has nothing. */
  readonly value: unknown;
  /** The values on the way from the platform to the fact: one for each segment, but for the last. */
  readonly ancestors: readonly unknown[];
}

const allowed = startOf(mayDiffer);
const held = startOf(heldAllTheSame);
const heldOutside = startOf([...heldAllTheSame, ...heldOutsideDevelopment]);

/**
 * Makes parity's view of a platform: the one Platform has, with the keys of its Secrets, with all variables of a service in one list, since a name is either plain or secret, and with
 * each backing service under the field of the overlay that declares it.
 */
export function parityView({ platform, blueprint }: Pick<CompiledPlatform, 'platform' | 'blueprint'>): unknown {
  const { backing, origins: _, ...rest } = platform;
  const others = backing.flatMap((server): [FlaggedKindName, unknown][] => (server.kind === 'postgres' ? [] : [[server.kind, server]]));
  return {
    ...rest,
    ...Object.fromEntries(others),
    postgresServers: postgresServersOf(platform),
    services: platform.services.map((service) => withVariables(withoutNumber(service, databaseSuffix(platform.preview)))),
    secrets: providedSecrets(blueprint.references).map(({ name, keys }) => ({ name, keys })),
  };
}

/** A service with the names that its database has where there is no preview. */
function withoutNumber(service: Service, suffix: string): Service {
  const { database } = service;
  if (suffix === '' || database === undefined) return service;
  const { name, owner, role, split, renamed } = database;
  const base = (text: string): string => (text.endsWith(suffix) ? text.slice(0, -suffix.length) : text);
  return {
    ...service,
    database: {
      ...database,
      name: base(name),
      owner: base(owner),
      role: base(role),
      split: split && { ...split, formerOwner: base(split.formerOwner) },
      renamed: renamed && {
        from: base(renamed.from),
        roles: Object.fromEntries(Object.entries(renamed.roles).map(([old, now]) => [base(old), base(now)])),
      },
    },
  };
}

function withVariables({ config, env, dependsOn, referredServices, sidecars, init, ...service }: Service): unknown {
  const helpers = (containers: readonly HelperContainer[]): unknown =>
    containers.map((container) => ({ ...container, env: asWritten(container.env) }));
  return {
    ...service,
    dependsOn: dependsOn.slice(0, dependsOn.length - referredServices.length),
    variables: asWritten([...config.map((variable) => ({ kind: 'plain' as const, ...variable })), ...env]),
    sidecars: helpers(sidecars),
    init: helpers(init),
  };
}

/** Of a variable with references it is held that there is one: what it comes to may be secret in one environment and plain in another. */
function asWritten(variables: readonly (EnvVariable | (ConfigVariable & { readonly kind: 'plain' }))[]): unknown[] {
  return variables
    .filter((variable) => !('hidden' in variable))
    .map((variable) =>
      variable.written === undefined ? variable : { kind: 'plain', name: variable.name, value: variable.written, origin: variable.origin },
    );
}

/**
 * Walks two platforms side by side, in time proportional to their size. What is not on the list of what may differ is compared, whatever it is.
 * Never throws.
 * @param left what {@link parityView} made, as `right`
 * @param development whether either of them is for development
 */
export function compareFacts(left: unknown, right: unknown, development: boolean): Difference[] {
  const found: Difference[] = [];
  const path: string[] = [];
  const kind: string[] = [];
  const lefts: unknown[] = [];
  const rights: unknown[] = [];

  const report = (a: unknown, b: unknown): void => {
    found.push({
      path: [...path],
      kind: [...kind],
      left: { value: a, ancestors: [...lefts] },
      right: { value: b, ancestors: [...rights] },
    });
  };

  const enter = (name: string, isElement: boolean, a: unknown, b: unknown, free: Progress, bound: Progress): void => {
    if (Object.is(a, b)) return;
    path.push(name);
    kind.push(isElement ? '*' : name);
    walk(a, b, free.next(name), bound.next(name));
    path.pop();
    kind.pop();
  };

  const walk = (a: unknown, b: unknown, free: Progress, bound: Progress): void => {
    if ((free.deep && !bound.open) || (isWhereabouts(a) && isWhereabouts(b))) return;
    if (isMapping(a) && isMapping(b)) {
      lefts.push(a);
      rights.push(b);
      for (const name of Object.keys(a)) enter(name, false, a[name], Object.hasOwn(b, name) ? b[name] : undefined, free, bound);
      for (const name of Object.keys(b)) if (!Object.hasOwn(a, name)) enter(name, false, undefined, b[name], free, bound);
      lefts.pop();
      rights.pop();
      return;
    }
    const [first, second] = [elementsOf(a), elementsOf(b)];
    if (first !== undefined && second !== undefined) {
      lefts.push(a);
      rights.push(b);
      for (const [name, item] of first) enter(name, true, item, second.get(name), free, bound);
      for (const [name, item] of second) if (!first.has(name)) enter(name, true, undefined, item, free, bound);
      lefts.pop();
      rights.pop();
      return;
    }
    if (!alike(a, b) && (free.meant === undefined || bound.meant !== undefined)) report(a, b);
  };

  walk(left, right, allowed, development ? held : heldOutside);
  return found;
}

/** Whether two lists of plain values are the same: their order may matter. */
function alike(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => Object.is(item, b[index]));
}
