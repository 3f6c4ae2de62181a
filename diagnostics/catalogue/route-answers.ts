import { entry } from './entry';
import { counted, quoted } from './wording';

/** A service that a request reaches, with those who read the routes so. */
export interface ReachedService {
  /** Its registry key; empty if nobody answers. */
  readonly service: string;
  readonly readers: readonly string[];
}

/** Findings about who answers a request, as controllers read the routes. */
export const routeAnswersEntries = {
  'route-undecided': entry<{ request: string; route: string; other: string; otherService: string; readers: readonly string[] }>({
    severity: 'error',
    title: 'a controller picks by chance between two routes',
    explanation:
      'Each controller has rules by which it prefers one of two routes that match. Traefik counts the characters of the rule that it makes of a route, so a longer path may draw with a shorter one. Which one then answers may change from one day to the next. It is a ' +
      'warning where it holds only for some of the controllers that may read the routes.',
    message: ({ request, route, other, otherService, readers }) =>
      `nothing decides whether ${quoted(route)} or ${quoted(other)} of ${quoted(otherService)} answers ${quoted(request)} in ${readers.join(', ')}`,
    help: () => 'change one of the two paths by a character or more, or make both prefixes',
  }),

  'route-unreachable': entry<{
    request: string;
    route: string;
    preferred: string;
    service: string;
    exact: boolean;
    /** At which alone it never answers. */
    host?: string;
    readers: readonly string[];
  }>({
    severity: 'error',
    title: 'a route never answers',
    explanation:
      'Another route is preferred for all of its requests. Traefik counts the characters of the rule that it makes of a route: that of a path alone is shorter than that of a prefix, so a short path loses to the catch-all `/`. It is a warning where the same service ' +
      'answers anyway, unless it is then reached without the login that the route asks for, and where it holds only for some of the controllers that may read the routes.',
    message: ({ request, route, host, preferred, service, readers }) =>
      `route ${quoted(route)} never answers${host === undefined ? '' : ` at ${quoted(host)}`} in ${readers.join(', ')}: ${quoted(request)} reaches ${quoted(service)}, by ${quoted(preferred)}`,
    help: ({ route, exact, host }) => {
      if (exact) return `make ${quoted(route)} a prefix, without \`match: exact\`, or choose another controller`;
      return host === undefined
        ? `remove ${quoted(route)}, or give it another path`
        : `give ${quoted(route)} another path, or \`hosts\` without ${quoted(host)}`;
    },
  }),

  'route-answers-differ': entry<{ request: string; reached: readonly ReachedService[]; more: number }>({
    severity: 'warning',
    title: 'controllers that may read the routes answer a request by different services',
    explanation:
      'The objects of the routes do not say which controller reads them, or how it is set. Those that may differ in which host they prefer, or in whether they look for a route at another host where the first has none.',
    message: ({ request, reached, more }) => {
      const all = reached.map(({ service, readers }) => `${service === '' ? 'nobody' : quoted(service)} in ${readers.join(', ')}`);
      return `${quoted(request)} reaches ${all.join(', and ')}${more === 0 ? '' : `; so it is with ${counted(more, 'other request')}`}`;
    },
    help: () => 'give the host a route for this path, or name the `controller` in `routing`',
  }),

  'route-target-differs': entry<{
    request: string;
    environment: string;
    service: string;
    reader: string;
    reference: string;
    otherService: string;
    otherReader: string;
    more: number;
  }>({
    severity: 'warning',
    title: 'two environments answer a request by different services',
    explanation:
      'The environments have controllers that read the same routes differently. What was tried in one environment is then not true in the other. Traefik compares characters unless its static option `providers.kubernetesIngress.strictPrefixMatching` is on, ' +
      'others whole segments of a path.',
    message: ({ request, environment, service, reader, reference, otherService, otherReader, more }) =>
      `${quoted(request)} reaches ${quoted(service)} in ${environment} (${reader}) and ${quoted(otherService)} in ${reference} (${otherReader})${
        more === 0 ? '' : `; so it is with ${counted(more, 'other request')}`
      }`,
    help: () => 'move one of the two routes out from under the other, or let both environments have the same controller',
  }),

  'route-login-differs': entry<{
    request: string;
    service: string;
    route: string;
    other: string;
    /** Whether the open route is one of a path alone. */
    exact: boolean;
    /** Whether it would be preferred in all readings as one of a path alone. */
    canBeExact: boolean;
    open: readonly string[];
    closed: readonly string[];
  }>({
    severity: 'error',
    acceptable: true,
    title: 'a request needs a login in one controller, and none in another',
    explanation:
      'A route without a login and one with a login lead to the same service, and controllers that may read them differ in which of the two answers. Traefik compares characters unless its static option `providers.kubernetesIngress.strictPrefixMatching` is on, so that an open ' +
      '`/public` is open for `/publications`, too. It is a warning where the controller asks for the login unless it is set otherwise.',
    message: ({ request, service, route, open, closed, other }) =>
      `${quoted(request)} reaches ${quoted(service)} without a login in ${open.join(', ')}, by ${quoted(route)}, and with one in ${closed.join(', ')}, by ${quoted(other)}`,
    help: ({ exact, canBeExact }) => {
      if (canBeExact && !exact) return 'give it `match: exact`, or give the open route a service of its own';
      return `${exact ? 'make it a prefix, without `match: exact`, ' : ''}set \`strictPrefixMatching: true\` in Traefik, which asks for the login, and accept this finding in \`allow\`; or give the open route a service of its own`;
    },
  }),

  'route-login-avoidable': entry<{ request: string; route: string; shorter: string; service: string; by: 'case' | 'escape' }>({
    severity: 'warning',
    title: 'a route asks for a login under one of its service that asks for none',
    explanation:
      'The edge takes a path with other letters for that of the open route, and services read paths in their own way: Express and NestJS take `/ADMIN` for `/admin`, and programs of Java take `/admin;x` for it. ingress-nginx finds the open route `/public` for `/admin/..%2fpublic`, and sends the path on as it came. The service then answers what the edge let through without a login.',
    message: ({ request, route, shorter, service, by }) =>
      `${quoted(request)} reaches ${quoted(service)} without a login, by ${quoted(shorter)}, and a service that ${by === 'case' ? `reads paths without regard to case answers it as ${quoted(route)}` : `does not decode \`%2f\` answers it as a path under ${quoted(route)}`}`,
    help: ({ shorter, route, by }) =>
      `ask for a login at ${quoted(shorter)}, too${by === 'case' ? ', and open single routes under it' : ', or give it a service of its own'}; or have the service check the login of ${quoted(route)} itself, and accept this finding in \`allow\``,
  }),
};
