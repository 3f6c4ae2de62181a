import { entry } from './entry';
import { quoted } from './wording';

/** Findings about what is said to the edge and has no effect. */
export const edgeIdleEntries = {
  'ingress-idle': entry<object>({
    severity: 'warning',
    title: '`ingress` beside `routing` has no effect',
    explanation:
      '`routing` is the whole way in of an environment. Hosts, TLS and annotations of an `ingress` beside it are in no manifest.',
    message: () => '`ingress` has no effect beside `routing`',
    help: () => 'move what it says to `routing`, its `host` to `hosts`, and remove `ingress`',
  }),

  'ingress-annotation-idle': entry<{ name: string; reader: string; controller: string; field: string }>({
    severity: 'warning',
    title: 'an annotation that the controller does not read',
    explanation: 'Each controller reads annotations under a prefix of its own, and passes over those of others without a word.',
    message: ({ name, reader, controller }) => `${quoted(name)} is for ${reader}, and ${controller} does not read it`,
    help: ({ field }) => `say by \`gateway\`, or by the route, what the edge has to do, and remove the annotation from ${quoted(field)}`,
  }),

  'gateway-auth-path': entry<{ path: string; service: string; route: string; seen: string }>({
    severity: 'warning',
    title: 'the login is asked for at a path that clients see',
    explanation:
      'The edge asks the service about a login directly, at its port: routes change nothing of that path. A service whose route has `strip` or `rewrite` answers other paths than clients ask for, so one that begins as the route does is most likely answered with 404, and nobody gets in.',
    message: ({ path, service, route, seen }) =>
      `${quoted(service)} is asked at ${quoted(path)}, and gets requests of clients under ${quoted(route)} as ${quoted(seen)}`,
    help: ({ seen }) =>
      `write ${quoted(seen)} if that is where the service checks logins; accept the finding if it answers the longer path`,
  }),

  'route-limit-idle': entry<{ route: string; controller: string; because: string; why: string }>({
    severity: 'warning',
    title: '`maxBodyBytes` of a route has no effect',
    explanation:
      'Traefik and Envoy Gateway read a body whole before they measure it. A WebSocket, events, or a call of gRPC that streams would wait for ever, so routes with `websocket: true` and those to a port of gRPC have no limit there.',
    message: ({ route, controller, because, why }) =>
      `\`maxBodyBytes\` of ${quoted(route)} has no effect with ${because}: ${controller} ${why}`,
    help: ({ because }) =>
      because.startsWith('`websocket')
        ? 'give bodies with a limit a route of their own, and remove `maxBodyBytes` from this one'
        : 'remove `maxBodyBytes`, and limit messages in the service',
  }),
};
