import { rule } from './rule';

/** Reports routes that take requests from under a route of another service, unless that is the catch-all. */
export const routeShadowed = rule('route-shadowed', ({ routeIndex }, report) => {
  for (const { longer, shorter } of routeIndex.nested) {
    if (longer.service === shorter.service || shorter.path === '/') continue;
    const related = [{ label: 'the shorter route is declared at', place: shorter.place }];
    report({ route: longer.path, shorter: shorter.path, other: shorter.service }, longer.place, { related });
  }
});
