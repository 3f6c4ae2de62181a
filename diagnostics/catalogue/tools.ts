import { entry } from './entry';
import { quoted, quotedList, type Suggestion } from './wording';

/** Findings about development tools. */
export const toolsEntries = {
  'tools-outside-development': entry<{ environment: string; tools: readonly string[] }>({
    severity: 'error',
    title: 'development tools outside development',
    explanation:
      'A development tool reads and changes every row, and some have no login. They are only for an environment that says ' +
      '`development: true`.',
    message: ({ environment, tools }) =>
      `environment ${quoted(environment)} is not marked \`development: true\`, so it cannot have ${quotedList(tools)}`,
    help: () => 'remove `tools` from the overlay, or mark the environment `development: true` if it is one',
  }),

  'tool-repeated': entry<{ tool: string }>({
    severity: 'error',
    title: 'a development tool is listed twice',
    explanation: 'The name of a tool is the name of its objects and of its file, so an environment has each tool at most once.',
    message: ({ tool }) => `${quoted(tool)} is listed twice`,
    help: () => 'remove one of the two',
  }),

  'tool-service-missing': entry<{ tool: string; services: readonly string[] }>({
    severity: 'error',
    title: 'a development tool does not say which service it is for',
    explanation: 'Prisma Studio shows the database of one service, with the schema and the credentials of that service.',
    message: ({ tool }) => `${quoted(tool)} does not say whose database it shows`,
    notes: ({ services }) => (services.length > 1 ? [`services that it can be for: ${quotedList(services)}`] : []),
    help: ({ tool, services: [first = 'accounts'] }) =>
      `write ${quoted(`{ tool: ${tool}, service: ${first} }`)} with the service that is meant`,
  }),

  'tool-service-unknown': entry<Suggestion & { tool: string; service: string }>({
    severity: 'error',
    title: 'a development tool is for a service that the product does not have',
    explanation: '`service` is the registry key of a service that the product manifest lists.',
    message: ({ tool, service }) => `${quoted(tool)} is for ${quoted(service)}, which is no service of the product`,
    help: ({ suggestion }) =>
      suggestion === undefined ? 'write the registry key of a service of the product' : `did you mean ${quoted(suggestion)}?`,
  }),

  'tool-service-unsuitable': entry<{ tool: string; service: string; reason: string; services: readonly string[] }>({
    severity: 'error',
    title: 'a development tool is for a service that it cannot show',
    explanation: 'Prisma Studio runs from the image of a `node` service with the Prisma CLI in it, on the database of that service.',
    message: ({ tool, service, reason }) => `${quoted(tool)} is for ${quoted(service)}, ${reason}`,
    help: ({ services }) =>
      services.length === 0
        ? 'remove the tool: the product has no `node` service with a database'
        : `name another service: ${quotedList(services)}`,
  }),

  'tool-database-missing': entry<{ tool: string }>({
    severity: 'error',
    title: 'a development tool for databases where there is no PostgreSQL',
    explanation: 'The list of pgAdmin leads to the PostgreSQL of the environment. Without one the list is empty.',
    message: ({ tool }) => `${quoted(tool)} has no database to show: the environment has no PostgreSQL`,
    help: ({ tool }) => `add \`postgres\` to the overlay, or remove ${quoted(tool)}`,
  }),

  'tool-ingress-missing': entry<{ tool: string }>({
    severity: 'error',
    title: 'a development tool has a host and there is no way in',
    explanation: "The Ingress of a tool has the class of the environment's `ingress`. Without one no controller would serve it.",
    message: ({ tool }) => `the environment has no \`ingress\` for the \`host\` of ${quoted(tool)}`,
    help: () => 'add `ingress` with `className` and `host` to the overlay, or remove the `host` and use `kubectl port-forward`',
  }),

  'tool-host-taken': entry<{ tool: string; host: string; other: string }>({
    severity: 'error',
    title: 'a development tool has the host of something else',
    explanation:
      'A tool answers on every path of its host, so it would take requests from the routes, or another tool from it: which of two Ingresses ' +
      'with the same host and path is served differs between controllers.',
    message: ({ host, other }) => `host ${quoted(host)} already belongs to ${other}`,
    help: ({ tool, host }) => `give the tool a host of its own, such as ${quoted(`${tool}.${host}`)}`,
  }),

  'tool-without-login': entry<{ tool: string; host: string }>({
    severity: 'warning',
    title: 'a development tool without a login has a host',
    explanation: 'Prisma Studio has no login: every client that reaches the host can read and change every row of the database.',
    message: ({ tool, host }) => `every client that reaches ${quoted(host)} can change the database: ${quoted(tool)} has no login`,
    help: () => 'remove the `host` and use `kubectl port-forward`, or keep the host inside a network that you trust',
  }),
};
