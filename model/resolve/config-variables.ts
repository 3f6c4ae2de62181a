import type { Place } from '../../diagnostics';
import { type Origin, type OriginLayer, placeUnder } from '../origin';
import type { ConfigVariable, DeclaredVariable, SecretKey } from '../platform';
import { builtInOrigin } from './layers';
import { compareText } from './order';

/** One layer of variables: plain ones, secret ones, or ones taken away with `false`. */
export interface VariableLayer {
  readonly layer: OriginLayer;
  /** The place of the layer's mapping, under which the variable's name is a key. */
  readonly place: Place;
  readonly field: DeclaredVariable['field'];
  readonly values: Readonly<Record<string, string | false | SecretInput>> | undefined;
}

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

/** What the layers of variables come to. */
export interface ResolvedVariables {
  /** By name in code-unit order. */
  readonly config: readonly ConfigVariable[];
  /** By name in code-unit order. */
  readonly secrets: readonly SecretVariable[];
  /** Plain variables that a later layer replaced or took away, in the order of the layers. */
  readonly replaced: readonly ConfigVariable[];
}

/**
 * Lays variables over each other. A name is either plain or secret, whatever layer said so last.
 * @param builtIn what the runtime needs, under all layers
 * @param layers from the one that loses to the one that wins, those of one author together: what somebody takes away is
 * taken from the layers below, not from what the same author says beside it
 */
export function resolveVariables(
  builtIn: Readonly<Record<string, string>>,
  layers: readonly (readonly VariableLayer[])[],
  fallbackPlace: Place,
): ResolvedVariables {
  const config = new Map<string, ConfigVariable>();
  const secrets = new Map<string, SecretVariable>();
  const replaced: ConfigVariable[] = [];
  const origin = builtInOrigin(fallbackPlace);
  for (const [name, value] of Object.entries(builtIn)) config.set(name, { name, value, origin });
  const remove = (name: string): void => {
    const before = config.get(name);
    if (before !== undefined && before.origin.layer !== 'built-in') replaced.push(before);
    config.delete(name);
    secrets.delete(name);
  };
  for (const author of layers) {
    const entries = author.flatMap(({ layer, place, values }) =>
      Object.entries(values ?? {}).map(([name, value]) => ({ name, value, origin: { layer, place: placeUnder(place, name) } })),
    );
    for (const { name, value } of entries) if (value === false) remove(name);
    for (const { name, value, origin: variableOrigin } of entries) {
      if (value === false) continue;
      remove(name);
      if (typeof value === 'string') config.set(name, { name, value, origin: variableOrigin });
      else secrets.set(name, { name, secret: secretKey(value), origin: variableOrigin });
    }
  }
  return { config: byName(config), secrets: byName(secrets), replaced };
}

function secretKey({ secret, key, optional = false, generate }: SecretInput): SecretKey {
  return { name: secret, key, optional, ...(generate !== undefined && { generate }) };
}

/**
 * Lists what one entry declares before anything is merged.
 * @param layers the entry's own layers
 */
export function declaredVariables(layers: readonly VariableLayer[]): DeclaredVariable[] {
  return layers.flatMap(({ field, place, values }) =>
    Object.entries(values ?? {}).flatMap(([name, value]) => (value === false ? [] : [{ name, field, place: placeUnder(place, name) }])),
  );
}

function byName<V extends { readonly name: string }>(variables: ReadonlyMap<string, V>): V[] {
  return [...variables.values()].sort((a, b) => compareText(a.name, b.name));
}
