import { rule } from './rule';

/** Reports routes that start with the characters, but not the segments, of another service's route. */
export const routeSiblingPrefix = rule('route-sibling-prefix', ({ routeIndex }, report) => {
  for (const { longer, shorter } of routeIndex.siblings) {
    const related = [{ label: 'the shorter route is declared at', place: shorter.place }];
    report({ route: longer.path, shorter: shorter.path, other: shorter.service }, longer.place, { related });
  }
});
