import { rule } from './rule';

/** Reports environment variables that somebody sets, and that also follow from another field of the same service. */
export const envReserved = rule('env-reserved', ({ variables }, report) => {
  for (const written of [variables.plain, variables.secret]) {
    for (const { service, name, origin } of written) {
      const derived = service.env.find((variable) => variable.name === name && variable.origin.layer === 'built-in');
      if (derived !== undefined) report({ variable: name, source: String(derived.origin.place.path.at(-1) ?? '') }, origin.place);
    }
  }
});
