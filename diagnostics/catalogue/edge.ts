import { entry } from './entry';
import { quoted, type Suggestion } from './wording';

/** Findings about what the edge does for routes. */
export const edgeEntries = {
  'gateway-feature-unsupported': entry<{
    feature: string;
    title: string;
    controller: string;
    why: string;
    able: readonly string[];
    isOfGateway: boolean;
  }>({
    severity: 'error',
    title: 'the controller cannot be told what routes ask for',
    explanation:
      'Controllers differ in what they can do, and in what an Ingress or an HTTPRoute can tell them. What cannot be told is never left out in silence: a route without its login, its limit or its rewritten path ' +
      'would answer what it must not. Where the lack only makes answers slower or larger it is a warning in development.',
    message: ({ feature, controller, why }) =>
      feature === 'publicHeaders'
        ? `the headers of a login cannot be taken away from a \`public\` route by ${controller}, which ${why}`
        : `${quoted(feature)} cannot be had from ${controller}, which ${why}`,
    help: ({ feature, able, isOfGateway }) => {
      if (isOfGateway) return `have the platform team say it there, and write \`gateway: { ${feature}: [] }\` in the overlay`;
      const removal = feature === 'publicHeaders' ? 'remove `public`, or the `headers` of `gateway.auth`' : `remove ${quoted(feature)}`;
      return able.length === 0 ? removal : `${removal}, or write in \`routing\` a controller that can: ${able.join(', or ')}`;
    },
  }),

  'route-feature-differs': entry<{ feature: string; service: string; route: string; other: string }>({
    severity: 'error',
    title: 'routes of one service differ in what its controller has for all of them',
    explanation:
      'Traefik has the time limit of answers, the cookie of a client, and whether it speaks HTTP/2 or gRPC, for a whole Kubernetes Service: a route that wants something else would not get it.',
    message: ({ feature, route, other }) =>
      `routes ${quoted(other)} and ${quoted(route)} of one service differ in ${quoted(feature)}, which Traefik has for all routes of a service alike`,
    help: ({ feature, service }) =>
      `give all routes of ${quoted(service)} the same ${quoted(feature)}, or \`target: gateway\` with \`envoy-gateway\``,
  }),

  'route-path-refused': entry<{ route: string }>({
    severity: 'error',
    acceptable: true,
    title: 'ingress-nginx refuses the path of a route',
    explanation:
      'Since 1.12 the webhook of ingress-nginx takes letters, digits, `-`, `_`, `.` and `/` in a path, and before 1.12.6 and 1.13.2 no `.`; it refuses the whole Ingress otherwise. ' +
      'Accept the finding where the ConfigMap of the controller says `strict-validate-path-type: "false"`.',
    message: ({ route }) => `ingress-nginx refuses the path ${quoted(route)}: it takes letters, digits, \`-\`, \`_\`, \`.\` and \`/\``,
    help: () => 'give the route a path without other characters',
  }),

  'gateway-end-of-life': entry<{ environment: string; accepted: boolean }>({
    severity: 'error',
    title: 'ingress-nginx is at its end of life',
    explanation:
      'The controller ingress-nginx has had no releases since March 2026, and so no answer to new security faults in a program that the whole internet reaches and that may read Secrets of the whole cluster. In development, and ' +
      'with `acceptEndOfLife`, the finding is a warning.',
    message: () => 'ingress-nginx gets no security fixes since March 2026',
    notes: () => ['https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/'],
    help: ({ accepted }) =>
      accepted
        ? 'plan the move to `traefik` or `envoy-gateway`'
        : 'choose `traefik` or `envoy-gateway`, or write `acceptEndOfLife: true` beside it until you have moved',
  }),

  'gateway-auth-service': entry<Suggestion & { service: string; flaw: 'unknown' | 'unreachable' }>({
    severity: 'error',
    title: 'the service that checks logins cannot be asked',
    explanation:
      'With `gateway.auth.forward` the edge asks a service of the product about each request, by the registry key of the service and at its port. If it cannot be asked, nobody gets in.',
    message: ({ service, flaw }) =>
      flaw === 'unknown' ? `${quoted(service)} is no service of the product` : `${quoted(service)} has no port at which it could be asked`,
    help: ({ flaw, suggestion }) =>
      flaw === 'unreachable'
        ? 'name a service with a `port`'
        : suggestion === undefined
          ? 'write the registry key of a service of the product'
          : `write ${quoted(suggestion)}`,
  }),

  'gateway-login-locked': entry<{ service: string; route: string }>({
    severity: 'error',
    title: 'nobody can reach the login',
    explanation:
      'The service that checks logins is also the one that gives them. If each of its own routes asks for a login, nobody can get one.',
    message: ({ service }) => `all routes of ${quoted(service)}, which checks the logins, ask for a login themselves`,
    help: ({ route }) => `write \`{ path: '${route}', public: true }\` for the route of the login`,
  }),

  'route-public-idle': entry<{ route: string }>({
    severity: 'warning',
    title: '`public` of a route has no effect',
    explanation:
      '`public` takes a route out of the login that `gateway.auth` asks for. With `services` the edge asks for none, and each service decides by itself.',
    message: ({ route }) => `route ${quoted(route)} is \`public\` where no route needs a login`,
    help: () => 'remove `public`, or say by `gateway.auth` who checks logins',
  }),

  'gateway-identity-headers': entry<{ headers: readonly string[]; gateway: string }>({
    severity: 'warning',
    title: 'clients can send headers of a login',
    explanation:
      'Services know who has logged in by headers that the edge sets. Envoy puts those of the answer in place of those of the request, but leaves what the answer does not hold. Only a ClientTrafficPolicy of the ' +
      'Gateway takes the headers away before the login is checked, and the Gateway is not ours.',
    message: ({ headers, gateway }) =>
      `clients can send ${headers.map(quoted).join(', ')} themselves, unless a policy of the Gateway ${quoted(gateway)} takes them away`,
    help: () =>
      'have the platform team add them to `headers.earlyRequestHeaders.remove` of its ClientTrafficPolicy, and accept this finding in `allow`',
  }),

  'gateway-certificate-idle': entry<{ field: string; gateway: string }>({
    severity: 'warning',
    title: 'a certificate that no object of ours uses',
    explanation:
      'The listener of a Gateway names the Secret of its certificate, in its own namespace. Of a Gateway that is not ours, whoever runs it decides on that.',
    message: ({ field, gateway }) => `${quoted(field)} has no effect: the Gateway ${quoted(gateway)} has the certificate`,
    help: ({ field }) => `remove ${quoted(field)}: \`tls: {}\` says that the listener has TLS`,
  }),

  'ingress-annotation-replaces': entry<{ name: string; object: string; field: string }>({
    severity: 'error',
    title: 'an annotation would take away what routes ask for',
    explanation:
      'A controller is told of logins, limits and other features by annotations. Another value under the same name, or `false`, would be in their place: routes that ask for a login would be open, and nothing would say so. Under `annotations` of ' +
      '`routing` or `ingress`, Middlewares of Traefik stand behind those that Cadastre writes.',
    message: ({ name, object }) =>
      `${quoted(name)} would be in place of what the Ingress ${quoted(object)} tells its controller of its routes`,
    help: ({ name, field }) =>
      field === 'annotations' && name.endsWith('/router.middlewares')
        ? 'move it to `annotations` under `routing`, where its Middlewares stand behind those of the routes'
        : 'remove it, and say by `gateway`, or by the route, what the edge has to do',
  }),

  'gateway-listener-shared': entry<{ listener: string; gateway: string }>({
    severity: 'error',
    title: 'the redirect to HTTPS is on the listener of the routes',
    explanation:
      'Outside development all hosts have a redirect on the listener of plain HTTP. On the listener that serves the routes it would lead every request to itself, without an end, and the API server refuses a Gateway with two listeners of one name.',
    message: ({ listener, gateway }) =>
      `the listener ${quoted(listener)} of the Gateway ${quoted(gateway)} would serve the routes and the redirect to HTTPS`,
    help: () => 'write another `listener`, the one of HTTPS, or `redirectListener: false` if the platform team redirects',
  }),

  'routing-host-invalid': entry<Suggestion & { host: string; flaw: 'twice' | 'service'; service?: string }>({
    severity: 'error',
    title: 'a host is listed twice, or for a service that is not there',
    explanation:
      'A host with `services` has the routes of these alone, and no other host has them. With a name that no service has, the routes of the one that was meant would be served at all other hosts. A host that is listed twice would have the routes of both entries.',
    message: ({ host, flaw, service = '' }) =>
      flaw === 'twice'
        ? `host ${quoted(host)} is listed twice`
        : `${quoted(service)}, whose routes ${quoted(host)} is for, is no service of the registry`,
    help: ({ flaw, suggestion }) =>
      flaw === 'twice'
        ? 'remove one of the two'
        : suggestion === undefined
          ? 'write the registry key of a service'
          : `write ${quoted(suggestion)}`,
  }),
};
