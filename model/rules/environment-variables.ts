import type { Place } from '../../diagnostics';
import { interpolationsIn, isEnvName, referencesIn } from '../../formats';
import type { Runtime } from '../../registry/schema';
import type { DeclaredVariable, Service } from '../platform';
import { type AreaRules, rule } from './rule';

/** Reports names of environment variables that are no identifiers. */
const envNameInvalid = rule('env-name-invalid', ({ variables }, report) => {
  for (const written of [variables.plain, variables.secret]) {
    for (const { name, origin } of written) {
      if (!isEnvName(name)) report({ variable: name }, { ...origin.place, key: true });
    }
  }
});

/**
 * Reports environment variables that one author declares twice: an entry in more than one of `extraEnv`, `env` and `secrets`, or one block of the
 * product's defaults in both `env` and `secrets`.
 */
const envCollision = rule('env-collision', ({ platform }, report) => {
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

/** Reports environment variables that somebody sets, and that also follow from another field of the same service. */
const envReserved = rule('env-reserved', ({ variables }, report) => {
  for (const written of [variables.plain, variables.secret]) {
    for (const { service, name, origin } of written) {
      const derived = service.env.find((variable) => variable.name === name && variable.origin.layer === 'built-in');
      if (derived !== undefined) report({ variable: name, source: String(derived.origin.place.path.at(-1) ?? '') }, origin.place);
    }
  }
});

/** Reports values that refer to other variables, as if they were replaced. */
const envReference = rule('env-reference', ({ variables }, report) => {
  for (const { name, value, origin } of variables.plain) {
    if (!value.includes('$')) continue;
    const references = [
      ...referencesIn(value).map((reference) => `$(${reference})`),
      ...interpolationsIn(value).map((reference) => `\${${reference}}`),
    ];
    if (references.length > 0) report({ variable: name, references }, origin.place);
  }
});

/** Prefixes of the variables that are put into what browsers load when the image is built. */
const buildTimePrefixes: Readonly<Partial<Record<Runtime, RegExp>>> = {
  nextjs: /^NEXT_PUBLIC_/,
  static: /^(?:NEXT_PUBLIC_|VITE_|REACT_APP_)/,
};

/** Reports environment variables of web services that only count when the image is built. */
const envBuildTime = rule('env-build-time', ({ variables }, report) => {
  for (const { service, name, origin } of variables.plain) {
    if (buildTimePrefixes[service.runtime]?.test(name) === true) report({ variable: name }, origin.place);
  }
});

/** The rules about environment variables. */
export const environmentVariablesRules: AreaRules<'environment-variables'> = [
  envNameInvalid,
  envCollision,
  envReserved,
  envReference,
  envBuildTime,
];
