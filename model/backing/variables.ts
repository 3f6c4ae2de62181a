import type { Origin } from '../origin';
import type { EnvVariable, SecretKey } from '../platform';

/** A variable with a literal value. */
export function literal(name: string, value: string, origin: Origin): EnvVariable {
  return { kind: 'literal', name, value, origin };
}

/** A variable that is filled from a key of a Secret. */
export function secret(name: string, secretName: string, key: string, origin: Origin): EnvVariable {
  return { kind: 'secret', name, secret: { name: secretName, key, optional: false }, origin };
}

/** A variable whose value refers to earlier ones by `$(NAME)`. */
export function template(name: string, text: string, origin: Origin): EnvVariable {
  return { kind: 'template', name, template: text, origin };
}

/**
 * Takes a variable apart, with those that it refers to.
 * @param variables in an order in which every `$(NAME)` refers to an earlier one
 * @returns texts, and the keys of Secrets between them; undefined if there is no variable of that name
 */
export function partsOf(variables: readonly EnvVariable[], name: string): readonly (string | SecretKey)[] | undefined {
  const variable = variables.find((candidate) => candidate.name === name);
  switch (variable?.kind) {
    case undefined:
      return undefined;
    case 'literal':
      return [variable.value];
    case 'secret':
      return [variable.secret];
    case 'field':
      return [`$(${name})`];
    case 'template':
      // Every second piece is a name.
      return variable.template
        .split(/\$\(([^)]*)\)/)
        .flatMap((piece, index) => (index % 2 === 0 ? [piece] : (partsOf(variables, piece) ?? [`$(${piece})`])));
  }
}
