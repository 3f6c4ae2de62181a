import type { DeclaredVariable } from '../platform';
import { rule } from './rule';

/** Reports environment variables that one registry entry declares in more than one of `extraEnv`, `env` and `secrets`. */
export const envCollision = rule('env-collision', ({ platform }, report) => {
  for (const { declaredEnv } of platform.services) {
    const first = new Map<string, DeclaredVariable>();
    for (const variable of declaredEnv) {
      const { name, field, place } = variable;
      const other = first.get(name);
      if (other === undefined) first.set(name, variable);
      else report({ variable: name, field, other: other.field }, place, { related: [{ label: 'also declared at', place: other.place }] });
    }
  }
});
