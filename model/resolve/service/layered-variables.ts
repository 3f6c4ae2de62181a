import type { Place } from '../../../diagnostics';
import { type Origin, type Origins, type Overruled, placeUnder } from '../../origin';
import type { ConfigVariable, SecretKey } from '../../platform';
import type { Layer, Picked } from '../layers';
import { compareText } from '../order';
import { mergeOptions } from './merged-options';

/** One mapping of variables: plain ones, secret ones, or ones taken away with `false`. */
export type VariableLayer = Layer<Readonly<Record<string, VariableInput>>>;

type VariableInput = string | false | SecretInput;

/** A secret reference as the schema reads it. */
interface SecretInput {
  readonly secret: string;
  readonly key: string;
  readonly optional?: boolean | undefined;
  readonly generate?: boolean | undefined;
}

/** A variable that a Secret holds. */
export interface SecretVariable {
  readonly name: string;
  readonly secret: SecretKey;
  readonly origin: Origin;
}

/** The variables that the layers come to. */
export interface LayeredVariables {
  /** By name in code-unit order. */
  readonly config: readonly ConfigVariable[];
  /** By name in code-unit order. */
  readonly secrets: readonly SecretVariable[];
  /** The origins of every variable that a layer sets or takes away, by name. */
  readonly origins: Origins;
}

/**
 * Lays variables over each other. A name is either plain or secret, as the last layer says.
 * @param builtIn the variables that the runtime needs, under all layers. Options for a program are merged with those of the layers.
 * @param layers from the one that loses to the one that wins, those of one author together: a variable that an author takes away is
 * taken from the layers below, not from the mappings of the same author
 * @param place the place where a built-in variable could be set
 */
export function layVariables(
  builtIn: Readonly<Record<string, string>>,
  layers: readonly (readonly VariableLayer[])[],
  place: Place,
): LayeredVariables {
  const said = new Map<string, Picked<VariableInput>>();
  const say = (author: readonly VariableLayer[], takenAway: boolean): void => {
    for (const { layer, place: at, values } of author) {
      for (const name of Object.keys(values)) {
        const value = values[name];
        if (value === undefined || (value === false) !== takenAway) continue;
        const origin = { layer, place: placeUnder(at, name) };
        const before = said.get(name);
        said.set(name, { value, origins: before === undefined ? { origin } : { origin, overruled: lostTo(before) } });
      }
    }
  };
  for (const author of layers) {
    say(author, true);
    say(author, false);
  }
  const config: ConfigVariable[] = [];
  const secrets: SecretVariable[] = [];
  const fields: [string, Origins][] = [];
  const otherwise: Origin = { layer: 'built-in', place };
  for (const [name, value] of Object.entries(builtIn)) if (!said.has(name)) config.push({ name, value, origin: otherwise });
  for (const [name, { value, origins }] of said) {
    const { origin = otherwise } = origins;
    fields.push([name, origins]);
    if (typeof value === 'string')
      config.push({ name, origin, ...merged(name, value, Object.hasOwn(builtIn, name) ? builtIn[name] : undefined) });
    else if (value !== false) secrets.push({ name, secret: secretKey(value), origin });
  }
  return { config: config.sort(byName), secrets: secrets.sort(byName), origins: { fields: Object.fromEntries(fields) } };
}

/** The value of a variable, and what was written if options were added to that. */
function merged(name: string, written: string, ours: string | undefined): Pick<ConfigVariable, 'value' | 'written'> {
  const value = ours === undefined ? undefined : mergeOptions(name, ours, written);
  return value === undefined || value === written ? { value: written } : { value, written };
}

/** A value that a later layer replaces, before the values that it replaced itself. */
function lostTo({ value, origins: { origin, overruled = [] } }: Picked<VariableInput>): readonly Overruled[] {
  return origin === undefined ? overruled : [{ ...origin, value }, ...overruled];
}

function secretKey({ secret, key, optional = false, generate }: SecretInput): SecretKey {
  return { name: secret, key, optional, ...(generate !== undefined && { generate }) };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compareText(a.name, b.name);
}
