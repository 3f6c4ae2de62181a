import type { Place } from '../../diagnostics';
import { interpolationsIn, referencesIn } from '../../formats';
import type { Runtime } from '../../registry/schema';
import { type Origin, type Overruled, recordedIn } from '../origin';
import { type EnvVariable, helpersOf } from '../platform';
import { type AreaRules, type Report, rule } from './rule';

/**
 * Reports environment variables that one author declares twice: an entry in more than one of `extraEnv`, `env` and `secrets`, or one block of the
 * product's defaults in both `env` and `secrets`.
 */
const envCollision = rule('env-collision', ({ platform }, report) => {
  for (const { key } of platform.services) {
    for (const [name, { origin, overruled }] of Object.entries(recordedIn(platform, 'services', key, 'variables'))) {
      if (origin === undefined || overruled === undefined) continue;
      const [other, ...again] = declaredTwice(origin, overruled);
      if (other === undefined) continue;
      for (const place of again)
        report({ variable: name, field: mappingOf(place), other: mappingOf(other) }, place, {
          related: [{ label: 'also declared at', place: other }],
        });
    }
  }
  for (const service of platform.services) for (const helper of helpersOf(service)) reportHelper(helper.env, report);
});

/** Reports variables that a container beside that of a service has in both of its mappings. */
function reportHelper(env: readonly EnvVariable[], report: Report<'env-collision'>): void {
  const first = new Map<string, Place>();
  for (const { name, origin } of env) {
    const other = first.get(name);
    if (other === undefined) first.set(name, origin.place);
    else
      report({ variable: name, field: mappingOf(origin.place), other: mappingOf(other) }, origin.place, {
        related: [{ label: 'also declared at', place: other }],
      });
  }
}

/**
 * Finds the places where one author declares a variable that the same author declares elsewhere, too.
 * @returns in the order of the mappings; of the defaults only those of a secret that counts
 */
function declaredTwice({ layer, place }: Origin, overruled: readonly Overruled[]): Place[] {
  const others = overruled.filter(({ value }) => value !== false);
  if (others.length === 0) return [];
  const byEntry = [{ layer, place }, ...others].filter((origin) => origin.layer === 'entry').map((origin) => origin.place);
  if (byEntry.length > 0) return byEntry.reverse();
  if (layer !== 'product-default' || mappingOf(place) !== 'secrets') return [];
  const beside = others.find((other) => other.layer === layer && other.place.path.at(-3) === place.path.at(-3));
  return beside === undefined ? [] : [beside.place, place];
}

/** The mapping that a variable stands in. */
function mappingOf({ path }: Place): string {
  return String(path.at(-2));
}

/** Reports environment variables that somebody sets, and that also follow from another field of the same service. */
const envReserved = rule('env-reserved', ({ variables }, report) => {
  for (const written of [variables.plain, variables.secret, variables.referring]) {
    for (const variable of written) {
      // What follows from other fields is not told to the containers beside the service's own.
      if ('helper' in variable) continue;
      const { service, name, origin } = variable;
      const derived = service.env.find((candidate) => candidate.name === name && candidate.origin.layer === 'built-in');
      if (derived !== undefined) report({ variable: name, source: String(derived.origin.place.path.at(-1) ?? '') }, origin.place);
    }
  }
  for (const { service, name, value, origin, helper } of variables.plain) {
    if (helper !== undefined || name !== portVariables[service.runtime] || service.port === undefined) continue;
    const declared = service.ports.map(({ port }) => String(port));
    // ASP.NET Core takes a list.
    if (!value.split(';').some((port) => declared.includes(port.trim()))) report({ variable: name, source: 'port' }, origin.place);
  }
});

/** The variables beside `PORT` by which the frameworks of a runtime are told the port. They may name one of the ports that the service has. */
const portVariables: Readonly<Partial<Record<Runtime, string>>> = { java: 'SERVER_PORT', dotnet: 'ASPNETCORE_HTTP_PORTS' };

/** Reports values that refer to other variables, as if they were replaced. */
const envReference = rule('env-reference', ({ variables }, report) => {
  for (const { name, value, written = value, origin } of variables.plain) {
    if (!written.includes('$')) continue;
    const references = [
      ...referencesIn(written).map((reference) => `$(${reference})`),
      // In `env` they are replaced, or a finding of their own.
      ...(mappingOf(origin.place) === 'extraEnv' ? interpolationsIn(written).map((reference) => `\${${reference}}`) : []),
    ];
    if (references.length > 0) report({ variable: name, references }, origin.place);
  }
});

/** The variables to which options that bound the memory are added. */
const optionVariables: Readonly<Partial<Record<Runtime, string>>> = {
  node: 'NODE_OPTIONS',
  nextjs: 'NODE_OPTIONS',
  java: 'JAVA_TOOL_OPTIONS',
};

/** Reports options that come from a Secret, to which none can be added. */
const envOptionsSecret = rule('env-options-secret', ({ variables }, report) => {
  for (const { service, name, origin } of variables.secret) {
    if (name === optionVariables[service.runtime]) report({ variable: name }, origin.place);
  }
});

/** Prefixes of the variables that are put into what browsers load when the image is built. */
const buildTimePrefixes: Readonly<Partial<Record<Runtime, RegExp>>> = {
  nextjs: /^NEXT_PUBLIC_/,
  static: /^(?:NEXT_PUBLIC_|VITE_|REACT_APP_)/,
};

/** Reports environment variables of web services that only count when the image is built. */
const envBuildTime = rule('env-build-time', ({ variables }, report) => {
  for (const { service, name, origin, helper } of variables.plain) {
    if (helper === undefined && buildTimePrefixes[service.runtime]?.test(name) === true) report({ variable: name }, origin.place);
  }
});

/** The rules about environment variables. */
export const environmentVariablesRules: AreaRules<'environment-variables'> = [
  envCollision,
  envReserved,
  envReference,
  envOptionsSecret,
  envBuildTime,
];
