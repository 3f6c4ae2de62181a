import { escapeBeforeReference, escapeReferences } from '../../../formats';
import type { Origin } from '../../origin';
import type { ConfigVariable, EnvVariable, SecretKey } from '../../platform';
import type { Gatherer } from '../references/gather';
import type { ReferenceScope } from '../references/refer';
import type { ValuePart } from '../references/referred';
import { isOfOthers, plainTextOf, resolveText } from '../references/resolve-text';

/** A variable whose value has keys of Secrets in it. */
interface ReferringVariable {
  readonly name: string;
  readonly parts: readonly ValuePart[];
  readonly origin: Origin;
  readonly written: string;
}

/** The plain variables of a service, their references looked up. */
interface LookedUp {
  /** Those with a plain value. */
  readonly config: readonly ConfigVariable[];
  /** Those with a value that is secret, in part or as a whole. */
  readonly referring: readonly ReferringVariable[];
}

/** `extraEnv` is literal: it is where the URLs of a docker-compose registry stand. */
function mayRefer({ value, origin: { layer, place } }: ConfigVariable): boolean {
  return value.includes('${') && layer !== 'built-in' && place.path.at(-2) === 'env';
}

/** Whether a variable or a file is set for all services, or all of a runtime. */
export function isForMany({ layer, place }: Origin): boolean {
  return layer === 'product-default' || (layer === 'overlay' && place.path.length === 2);
}

/** Looks up the references of plain variables. A variable with one that leads to nothing, which is a finding, is left out. */
export function lookUp(variables: readonly ConfigVariable[], scope: ReferenceScope, gatherer: Gatherer): LookedUp {
  const config: ConfigVariable[] = [];
  const referring: ReferringVariable[] = [];
  for (const variable of variables) {
    if (!mayRefer(variable)) {
      config.push(variable);
      continue;
    }
    const { name, value: merged, written = merged, origin } = variable;
    const text = resolveText(merged, scope);
    if (isForMany(origin) && isOfOthers(text)) continue;
    gatherer.add(text, name, origin);
    const value = plainTextOf(text);
    if (!text.complete) continue;
    if (value === undefined) referring.push({ name, parts: text.parts, origin, written });
    else config.push({ name, value, origin, written });
  }
  return { config, referring };
}

/**
 * Adds variables with keys of Secrets in their values. Such a value is put together by the kubelet, of variables that stand before it.
 * @param before the other variables. Those of a database or a backing service that hold the same key are referred to.
 */
export function withReferring(before: readonly EnvVariable[], referring: readonly ReferringVariable[]): EnvVariable[] {
  if (referring.length === 0) return [...before];
  const taken = new Set([...before, ...referring].map(({ name }) => name));
  const holders = new Map<string, string>();
  for (const variable of before)
    if (variable.kind === 'secret' && variable.origin.layer === 'built-in') holders.set(idOf(variable.secret), variable.name);
  const helpers: EnvVariable[] = [];
  const holderOf = (secret: SecretKey, origin: Origin): string => {
    const known = holders.get(idOf(secret));
    if (known !== undefined) return known;
    let name = `CADASTRE_${idOf(secret)
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '_')}`;
    while (taken.has(name)) name += '_';
    taken.add(name);
    holders.set(idOf(secret), name);
    helpers.push({ kind: 'secret', name, secret, origin, hidden: true });
    return name;
  };
  const made = referring.map(({ name, parts, origin, written }): EnvVariable => {
    const [only, ...others] = parts;
    if (typeof only === 'object' && others.length === 0) return { kind: 'secret', name, secret: only, origin, written };
    const template = parts.map((part, index) => {
      if (typeof part === 'object') return `$(${holderOf(part, origin)})`;
      return index === parts.length - 1 ? escapeReferences(part) : escapeBeforeReference(part);
    });
    return { kind: 'template', name, template: template.join(''), origin, written };
  });
  return [...before, ...helpers, ...made];
}

function idOf({ name, key }: SecretKey): string {
  return `${name}/${key}`;
}
