import { rule } from './rule';

/** Reports routes under a shorter one of the same service. */
export const routeRedundant = rule('route-redundant', ({ routeIndex }, report) => {
  for (const { longer, shorter } of routeIndex.nested) {
    if (longer.service !== shorter.service) continue;
    report({ route: longer.path, shorter: shorter.path }, longer.place, {
      related: [{ label: 'the shorter route is declared at', place: shorter.place }],
    });
  }
});
