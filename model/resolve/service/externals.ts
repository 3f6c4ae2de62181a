import { toVariableName } from '../../../formats';
import { literal, secret } from '../../backing/variables';
import { type Origin, placeUnder } from '../../origin';
import type { EnvVariable, External } from '../../platform';
import type { Subject } from './subject';

/** The variables of the externals that a service calls: host, port, and the keys of the login. */
export function externalVariables({ entry, place, context: { externals } }: Subject): EnvVariable[] {
  if (entry.externals === undefined) return [];
  const origin: Origin = { layer: 'built-in', place: placeUnder(place, 'externals') };
  return [...new Set(entry.externals)].flatMap((name) => {
    const external = externals.get(name);
    return external === undefined ? [] : variablesOf(external, origin);
  });
}

function variablesOf({ name, host, port, secret: secretName, keys }: External, origin: Origin): EnvVariable[] {
  const prefix = toVariableName(name);
  return [
    literal(`${prefix}_HOST`, host, origin),
    literal(`${prefix}_PORT`, String(port), origin),
    ...(secretName === undefined ? [] : keys.map((key) => secret(`${prefix}_${toVariableName(key)}`, secretName, key, origin))),
  ];
}
