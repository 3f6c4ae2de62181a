import type { Place } from '../../diagnostics';
import type { DeclaredVariable, Service } from '../platform';
import { rule } from './rule';

/**
 * Reports environment variables that one author declares twice: an entry in more than one of `extraEnv`, `env` and `secrets`, or one block of the
 * product's defaults in both `env` and `secrets`.
 */
export const envCollision = rule('env-collision', ({ platform }, report) => {
  for (const service of platform.services) {
    for (const { name, field, place, other } of [...twiceInEntry(service), ...twiceInDefaults(service)]) {
      report({ variable: name, field, other: other.field }, place, { related: [{ label: 'also declared at', place: other.place }] });
    }
  }
});

interface Collision extends DeclaredVariable {
  readonly other: Pick<DeclaredVariable, 'field' | 'place'>;
}

function twiceInEntry({ declaredEnv }: Service): Collision[] {
  const first = new Map<string, DeclaredVariable>();
  return declaredEnv.flatMap((variable) => {
    const other = first.get(variable.name);
    if (other !== undefined) return [{ ...variable, other }];
    first.set(variable.name, variable);
    return [];
  });
}

/** Of one block the secret wins, and the plain variable is among what was replaced. */
function twiceInDefaults({ replacedConfig, env }: Service): Collision[] {
  const plain = new Map(
    replacedConfig
      .filter(({ origin }) => origin.layer === 'product-default')
      .map(({ name, origin }) => [inBlock(origin.place, name), origin.place]),
  );
  return env.flatMap(({ kind, name, origin }): Collision[] => {
    const other = kind === 'secret' && origin.layer === 'product-default' ? plain.get(inBlock(origin.place, name)) : undefined;
    return other === undefined ? [] : [{ name, field: 'secrets', place: origin.place, other: { field: 'env', place: other } }];
  });
}

/** The name of a variable together with the block of defaults it stands in. */
function inBlock({ path }: Place, name: string): string {
  return JSON.stringify([path.at(-3), name]);
}
