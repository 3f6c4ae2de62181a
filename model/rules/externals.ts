import { placeOf } from '../origin';
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

/** The rules about externals. */
export const externalsRules: AreaRules<'externals'> = [externalUnused, externalUndeclared, externalSelf];
