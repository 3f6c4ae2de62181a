import { dialectTitles } from '../edge/table';
import type { Dialect } from '../route-table';
import { type DifferingAnswer, isSame, requestText } from './facts/route-answers';
import { type AreaRules, rule } from './rule';

/** Reports routes of two services between which a controller picks by chance, although their paths differ. Those with one path have a finding of their own. */
const routeUndecided = rule('route-undecided', ({ platform, routeAnswers }, report) => {
  for (const { routes, request, dialects } of routeAnswers.undecided) {
    const [other, route] = routes;
    if (isSame(route, other)) continue;
    report(
      {
        request: requestText(request, platform),
        route: route.path,
        other: other.path,
        otherService: other.service,
        readers: titlesOf(dialects),
      },
      route.place,
      {
        related: [{ label: 'the other route is declared at', place: other.place }],
        ...(!dialects.includes(routeAnswers.dialects[0]) && { severity: 'warning' }),
      },
    );
  }
});

/** Reports routes that never answer. */
const routeUnreachable = rule('route-unreachable', ({ platform, routeAnswers }, report) => {
  for (const { route, preferred, request, dialects } of routeAnswers.silent) {
    const isSure = dialects.includes(routeAnswers.dialects[0]) && preferred.service !== route.service;
    report(
      {
        request: requestText(request, platform),
        route: route.path,
        preferred: preferred.path,
        service: preferred.service,
        exact: route.match === 'exact',
        readers: titlesOf(dialects),
      },
      route.place,
      { related: [{ label: 'the route that answers is declared at', place: preferred.place }], ...(!isSure && { severity: 'warning' }) },
    );
  }
});

/** Reports requests that go to one service with one controller that may read the routes, and to another with another: one for each host, with the first of the requests. */
const routeAnswersDiffer = rule('route-answers-differ', ({ platform, routeAnswers }, report) => {
  const byHost = new Map<string, DifferingAnswer[]>();
  for (const difference of routeAnswers.differences)
    byHost.set(difference.request.host, [...(byHost.get(difference.request.host) ?? []), difference]);
  for (const [{ request, answers }, ...more] of [...byHost.values()] as [DifferingAnswer, ...DifferingAnswer[]][]) {
    const place = [...answers.values()].find((route) => route !== undefined)?.place;
    if (place === undefined) continue;
    const groups = new Map<string, Dialect[]>();
    for (const [dialect, route] of answers) {
      const who = route?.service ?? '';
      groups.set(who, [...(groups.get(who) ?? []), dialect]);
    }
    const reached = [...groups].map(([service, dialects]) => ({ service, readers: titlesOf(dialects) }));
    report({ request: requestText(request, platform), reached, more: more.length }, place);
  }
});

function titlesOf(dialects: readonly Dialect[]): string[] {
  return dialects.map((dialect) => dialectTitles[dialect]);
}

/** The rules about who answers, as the controllers do that may read the routes. */
export const routeAnswersRules: AreaRules<'route-answers'> = [routeUndecided, routeUnreachable, routeAnswersDiffer];
