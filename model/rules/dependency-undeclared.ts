import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports URLs of services that are not in `dependsOn`. */
export const dependencyUndeclared = rule('dependency-undeclared', ({ platform, urlFacts }, report) => {
  const declared = new Map(platform.services.map(({ key, dependsOn }) => [key, new Set(dependsOn)]));
  for (const { variable, target } of urlFacts.urls) {
    if (target.kind !== 'service' || target.service === variable.service) continue;
    const { service, name, origin } = variable;
    if (declared.get(service.key)?.has(target.service.key) === true) continue;
    const related = [{ label: 'it belongs in', place: placeUnder(service.place, 'dependsOn') }];
    report({ service: service.key, variable: name, dependency: target.service.key }, origin.place, { related });
  }
});
