import { buildApp } from '../../constructs';
import type { CompiledPlatform, KubernetesObject } from '../../model';
import type { Diagnostic } from '../../diagnostics';
import { checkUpgrade, type ClusterFacts, makePlan, type Plan } from '../../plan';
import type { Change } from '../fixtures/rules/upgrades';
import { compiled, type Input, shop, withValues } from '../support/shop';

/** Every object of a platform but for development Secrets, which are never compared. */
export function objectsIn(platform: CompiledPlatform): KubernetesObject[] {
  return buildApp(platform, { write: () => undefined })
    .render()
    .flatMap(({ file, objects }) => (file.endsWith('.secret.k8s.yaml') ? [] : (objects as unknown as KubernetesObject[])));
}

/** A copy of plain data. Objects that `structuredClone` makes are of another realm than those of a test, and so no plain data for the rules about JSON. */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)])) as T;
}

/** The input of a change, before and now. */
export function inputsOf({ of = 'prod', before = {}, now }: Change): readonly [Input, Input] {
  // An object of a fixture is not for two inputs: a later value would be set in both.
  const fresh = (): Input => withValues(shop(of), copyOf(before));
  return [fresh(), withValues(fresh(), copyOf(now))];
}

/**
 * The findings about a change.
 * @throws if the input cannot be compiled, with the findings
 */
export function upgradeOf(change: Change): Diagnostic[] {
  const [before, now] = inputsOf(change).map((input) => {
    const { platforms, diagnostics } = compiled(input);
    if (platforms[0] === undefined) throw new Error(JSON.stringify(diagnostics));
    return platforms[0];
  });
  return checkUpgrade({ platform: now!.platform, blueprint: now!.blueprint, before: objectsIn(before!), now: objectsIn(now!) });
}

/** Sets values of objects, by `<Kind>/<name> <path>`; a segment of a path with dots in it stands in quotes. */
export function withEdits(objects: readonly KubernetesObject[], edits: Readonly<Record<string, unknown>> = {}): KubernetesObject[] {
  const changed = structuredClone(objects) as KubernetesObject[];
  for (const [where, value] of Object.entries(edits)) {
    const [title = '', path = ''] = where.split(' ');
    const object = changed.find(({ kind, metadata }) => `${kind}/${metadata.name}` === title);
    if (object === undefined)
      throw new Error(`no ${title} among ${changed.map(({ kind, metadata }) => `${kind}/${metadata.name}`).join(', ')}`);
    const segments = [...path.matchAll(/'([^']+)'|([^.]+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
    let inner = object as unknown as Record<string, unknown>;
    for (const segment of segments.slice(0, -1)) inner = (inner[segment] ??= {}) as Record<string, unknown>;
    if (value === undefined) delete inner[segments.at(-1)!];
    else inner[segments.at(-1)!] = value;
  }
  return changed;
}

/** The plan of a change of the shop. */
export function planOf(
  change: Change & { readonly edits?: { readonly before?: object; readonly now?: object }; readonly cluster?: ClusterFacts },
): Plan {
  const [before, now] = inputsOf(change).map((input) => {
    const { platforms, diagnostics } = compiled(input);
    if (platforms[0] === undefined) throw new Error(JSON.stringify(diagnostics));
    return platforms[0];
  });
  const [was, is] = [
    withEdits(objectsIn(before!), change.edits?.before as Record<string, unknown>),
    withEdits(objectsIn(now!), change.edits?.now as Record<string, unknown>),
  ];
  return planBetween(now!, was, is, change.cluster);
}

/** The plan of two sets of objects, of which those that are the same are left out of the first, as the command does. */
export function planBetween(
  { platform, blueprint }: CompiledPlatform,
  was: readonly KubernetesObject[],
  is: readonly KubernetesObject[],
  cluster?: ClusterFacts,
): Plan {
  const texts = new Set(was.map((object) => JSON.stringify(object)));
  const kept = new Set(is.filter((object) => texts.has(JSON.stringify(object))));
  const keptTexts = new Set([...kept].map((object) => JSON.stringify(object)));
  const changed = was.filter((object) => !keptTexts.has(JSON.stringify(object)));
  const upgrades = checkUpgrade({ platform, blueprint, before: changed, now: is });
  return makePlan({
    platform,
    blueprint,
    before: changed,
    now: is,
    cluster,
    upgrades,
    fileOf: () => 'file',
    isUnchanged: (object) => kept.has(object),
  });
}
