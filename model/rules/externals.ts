import { toVariableName } from '../../formats';
import { placeOf } from '../origin';
import type { External } from '../platform';
import { type AreaRules, rule } from './rule';

/** Reports externals of the environment that no service calls. */
const externalUnused = rule('external-unused', ({ platform }, report) => {
  const used = new Set(platform.services.flatMap(({ externals }) => externals));
  for (const { name, place } of platform.externals) if (!used.has(name)) report({ external: name }, { ...place, key: true });
});

/** Reports hosts of externals in variables of services that do not name the external. */
const externalUndeclared = rule('external-undeclared', ({ urlFacts }, report) => {
  for (const { variable, target } of urlFacts.urls) {
    if (target.kind !== 'external' || variable.service.externals.includes(target.external.name)) continue;
    const { service, name, origin } = variable;
    report({ service: service.key, variable: name, external: target.external.name }, origin.place, {
      related: [{ label: 'it is declared at', place: target.external.place }],
    });
  }
});

/** Reports services that name an external which they are themselves. */
const externalSelf = rule('external-self', ({ platform }, report) => {
  const serviceOf = new Map(platform.externals.map(({ name, service }) => [name, service]));
  for (const { key, externals, of } of platform.services) {
    for (const [index, external] of of === undefined ? externals.entries() : []) {
      if (serviceOf.get(external) === key) report({ service: key, external }, placeOf(platform, 'services', key, 'externals', index));
    }
  }
});

/** Reports externals whose variables would have the names of others that follow from the entry, such as those of its database, or of another external. */
const externalVariableTaken = rule('external-variable-taken', ({ platform }, report) => {
  const byName = new Map(platform.externals.map((external) => [external.name, external]));
  for (const { key, externals, of, config, env } of platform.services) {
    if (externals.length === 0 || of !== undefined) continue;
    const taken = new Map<string, string>();
    for (const { name, origin } of [...config, ...env]) {
      const field = origin.place.path.at(-1);
      // What the runtime needs has the place of the entry itself.
      if (origin.layer === 'built-in' && field !== 'externals') taken.set(name, field === key ? 'runtime' : String(field));
    }
    const seen = new Set<string>();
    for (const [index, name] of externals.entries()) {
      const external = byName.get(name);
      if (external === undefined || seen.has(name)) continue;
      seen.add(name);
      for (const variable of externalVariables(external)) {
        const other = taken.get(variable);
        taken.set(variable, `externals.${name}`);
        if (other === undefined) continue;
        report({ external: name, variable, other }, placeOf(platform, 'services', key, 'externals', index));
        break;
      }
    }
  }
});

/** The names of the variables that services are given for an external, each once. */
function externalVariables({ name, keys }: External): ReadonlySet<string> {
  const prefix = toVariableName(name);
  return new Set(['HOST', 'PORT', ...keys.map(toVariableName)].map((field) => `${prefix}_${field}`));
}

/** The rules about externals. */
export const externalsRules: AreaRules<'externals'> = [externalUnused, externalUndeclared, externalSelf, externalVariableTaken];
