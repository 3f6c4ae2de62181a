import { groupBy } from '../../formats';
import { dialectTitles, isOpen } from '../edge/table';
import type { Route } from '../platform';
import { type Dialect, exactOutranks } from '../route-table';
import { escapedLogins } from './facts/escaped-logins';
import { isSame, requestText } from './facts/route-answers';
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

/** Reports routes that never answer, at one of their hosts or at all of them. */
const routeUnreachable = rule('route-unreachable', ({ platform, routeAnswers }, report) => {
  for (const { route, host, preferred, request, dialects, opened } of routeAnswers.silent) {
    const isSure = dialects.includes(routeAnswers.dialects[0]) && (preferred.service !== route.service || opened);
    report(
      {
        request: requestText(request, platform),
        route: route.path,
        preferred: preferred.path,
        service: preferred.service,
        exact: route.match === 'exact',
        ...(host !== undefined && host !== '' && { host }),
        readers: titlesOf(dialects),
      },
      route.place,
      { related: [{ label: 'the route that answers is declared at', place: preferred.place }], ...(!isSure && { severity: 'warning' }) },
    );
  }
});

/** Reports requests that go to one service with one controller that may read the routes, and to another with another: one for each host, with the first of the requests. */
const routeAnswersDiffer = rule('route-answers-differ', ({ platform, routeAnswers }, report) => {
  for (const [first, ...more] of groupBy(routeAnswers.differences, ({ request }) => request.host).values()) {
    if (first === undefined) continue;
    const { request, answers } = first;
    const place = [...answers.values()].find((route) => route !== undefined)?.place;
    if (place === undefined) continue;
    const groups = groupBy(answers, ([, route]) => route?.service ?? '');
    const reached = [...groups].map(([service, of]) => ({ service, readers: titlesOf(of.map(([dialect]) => dialect)) }));
    report({ request: requestText(request, platform), reached, more: more.length }, place);
  }
});

/** Reports routes without a login that take requests of those of their service that ask for one, as some of the controllers read them. */
const routeLoginDiffers = rule('route-login-differs', ({ platform, routeAnswers }, report) => {
  for (const { request, open, closed, answers } of routeAnswers.logins) {
    const by = (route: Route): Dialect[] => [...answers].filter(([, answer]) => answer === route).map(([dialect]) => dialect);
    const args = {
      request: requestText(request, platform),
      service: open.service,
      route: open.path,
      other: closed.path,
      exact: open.match === 'exact',
    };
    const canBeExact = exactOutranks(open.path, closed.path);
    report({ ...args, canBeExact, open: titlesOf(by(open)), closed: titlesOf(by(closed)) }, open.place, {
      related: [{ label: 'the route with a login is declared at', place: closed.place }],
      ...(answers.get(routeAnswers.dialects[0]) !== open && { severity: 'warning' }),
    });
  }
});

/**
 * Reports routes that need a login under one of their service that needs none. A service that reads paths without regard to case, or takes a `;` for the end of a segment, answers by the one what the edge took for the other.
 * ingress-nginx looks for the route by the decoded path, with dot segments resolved, and sends the path on as it came: there an open route beside them is enough.
 */
const routeLoginAvoidable = rule('route-login-avoidable', ({ platform, routeIndex }, report) => {
  const { edge, routing } = platform;
  for (const { longer, shorter } of routeIndex.nested) {
    if (longer.service !== shorter.service || isOpen(longer, edge) || !isOpen(shorter, edge)) continue;
    const upper = longer.path.toUpperCase();
    const request = `${longer.methods?.[0] ?? 'GET'} ${upper === longer.path ? `${upper};` : upper}`;
    report({ request, route: longer.path, shorter: shorter.path, service: longer.service, by: 'case' }, longer.place, {
      related: [{ label: 'the route without a login is declared at', place: shorter.place }],
    });
  }
  if (routing?.controller !== 'nginx') return;
  for (const { closed, open, request } of escapedLogins(platform)) {
    const args = { request: requestText(request, platform), route: closed.path, shorter: open.path, service: closed.service };
    report({ ...args, by: 'escape' }, closed.place, {
      related: [{ label: 'the route without a login is declared at', place: open.place }],
    });
  }
});

function titlesOf(dialects: readonly Dialect[]): string[] {
  return dialects.map((dialect) => dialectTitles[dialect]);
}

/** The rules about who answers, as the controllers do that may read the routes. */
export const routeAnswersRules: AreaRules<'route-answers'> = [
  routeUndecided,
  routeUnreachable,
  routeAnswersDiffer,
  routeLoginDiffers,
  routeLoginAvoidable,
];
