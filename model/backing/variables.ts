import type { Origin } from '../origin';
import type { EnvVariable } from '../platform';

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
