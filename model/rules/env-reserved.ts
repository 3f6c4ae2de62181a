import { rule } from './rule';

/** Reports environment variables that somebody sets, and that also follow from another field of the same service. */
export const envReserved = rule('env-reserved', ({ platform }, report) => {
  for (const { config, env } of platform.services) {
    const derived = new Map(env.filter(({ origin }) => origin.layer === 'built-in').map(({ name, origin }) => [name, origin.place]));
    for (const { name, origin } of [...config, ...env]) {
      const source = derived.get(name);
      if (source === undefined || origin.layer === 'built-in') continue;
      report({ variable: name, source: String(source.path.at(-1) ?? '') }, origin.place);
    }
  }
});
