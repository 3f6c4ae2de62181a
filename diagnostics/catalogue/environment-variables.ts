import { entry } from './entry';
import { quoted, quotedList, type Suggestion } from './wording';

/** Findings about environment variables. */
export const environmentVariablesEntries = {
  'env-name-invalid': entry<{ variable: string }>({
    severity: 'error',
    title: 'the name of an environment variable is not legal',
    explanation: 'A name that is no identifier can be read by no shell, and older clusters refuse it.',
    message: ({ variable }) => `${quoted(variable)} cannot be the name of an environment variable`,
    notes: () => ['a name has at most 253 letters, digits and `_`, and does not start with a digit'],
    help: () => 'rename it, such as `TAX_RATE_URL`',
  }),

  'env-collision': entry<{ variable: string; field: string; other: string }>({
    severity: 'error',
    title: 'an environment variable is declared twice',
    explanation:
      '`extraEnv`, `env` and `secrets` of an entry, and `env` and `secrets` of one block of `defaults`, fill one set of variables. Of two values ' +
      'for one name only one could be right.',
    message: ({ variable, field, other }) => `${quoted(variable)} is declared in ${quoted(other)} and again in ${quoted(field)}`,
    help: ({ field, other }) => `remove it from ${quoted(other)} or from ${quoted(field)}`,
  }),

  'env-reserved': entry<{ variable: string; source: string }>({
    severity: 'error',
    title: 'an environment variable is one that Cadastre sets',
    explanation:
      'Some variables are derived from other fields, so that they cannot disagree: `PORT` from `port` (also `SERVER_PORT` of Java and `ASPNETCORE_HTTP_PORTS` of .NET, if they name no port of the service), `DATABASE_URL` and `DB_*` from ' +
      '`database`, `REDIS_URL` from `needsRedis`, and so for every backing service.',
    message: ({ variable, source }) => `${quoted(variable)} is already set from ${quoted(source)}`,
    help: ({ variable, source }) => `remove ${quoted(variable)} here, and change ${quoted(source)} if the value should be another`,
  }),

  'env-reference': entry<{ variable: string; references: readonly string[] }>({
    severity: 'warning',
    title: 'a value refers to another variable, which is not replaced',
    explanation:
      'Values are literal. Kubernetes would replace `$(NAME)` in some places and not in others, and `${NAME}` is the syntax of shells and ' +
      'Compose, which Kubernetes does not expand. ' +
      'The container sees the characters as they stand: where Kubernetes would replace them they are written as `$$(NAME)`.',
    message: ({ variable, references }) =>
      `the value of ${quoted(variable)} holds ${quotedList(references)}, which ${references.length === 1 ? 'is' : 'are'} not replaced`,
    notes: () => [
      'values are literal: the container sees these characters as they stand, escaped as `$$(NAME)` where Kubernetes would replace them',
    ],
    help: () => 'write the value out, or take it from a Secret with `secrets`',
  }),

  'reference-unknown': entry<Suggestion & { reference: string; of: string; closed: boolean; known: readonly string[] }>({
    severity: 'error',
    title: 'a reference leads to nothing',
    explanation:
      'In `env`, `${…}` refers to what the registry and the overlay say: `${redis.host}`, `${database.user}`, `${services.orders.url}`. Nothing of the shell or of ' +
      'Compose is replaced, so there are no defaults and no names of other variables.',
    message: ({ reference, of, closed }) =>
      closed ? `${quoted(`\${${reference}}`)} in ${quoted(of)} refers to nothing` : `a reference in ${quoted(of)} is not closed by \`}\``,
    notes: ({ known, suggestion }) =>
      known.length === 0 || suggestion !== undefined
        ? []
        : [`${known.some((name) => name.includes('.')) ? 'there is' : 'references begin with'} ${quotedList(known, 20)}`],
    help: ({ suggestion, known }) =>
      suggestion === undefined
        ? `${known.length === 0 ? '' : 'refer to what there is, or '}write \`$\${\` where these characters are meant`
        : `did you mean ${quoted(`\${${suggestion}}`)}?`,
  }),

  'reference-absent': entry<{ reference: string; of: string; reason: string }>({
    severity: 'error',
    title: 'a reference leads to what is not there',
    explanation:
      'The name of the reference is right, and this environment, product or service has nothing behind it: no such server, no database, no port, or a login without that part.',
    message: ({ reference, of, reason }) => `${quoted(`\${${reference}}`)} in ${quoted(of)} has no value: ${reason}`,
    help: () => 'declare what is missing, or write the value out',
  }),

  'env-options-secret': entry<{ variable: string }>({
    severity: 'warning',
    title: 'options that keep a program within its memory are replaced by a Secret',
    explanation:
      'Cadastre bounds the heap by `NODE_OPTIONS` of Node.js and `JAVA_TOOL_OPTIONS` of a JVM, from the memory limit. Plain options of yours are added to these, and win over ' +
      'the same option. What a Secret holds cannot be added to, so that the bound is gone, and the container is killed where the program would have collected its garbage.',
    message: ({ variable }) => `${quoted(variable)} comes from a Secret, so the heap is not bounded by the memory limit`,
    help: ({ variable }) => `write the options in \`env\`, and let ${quoted(variable)} refer to what is secret in them`,
  }),

  'env-build-time': entry<{ variable: string }>({
    severity: 'warning',
    title: 'a variable is read when the image is built, not when it runs',
    explanation:
      'Next.js puts `NEXT_PUBLIC_*`, and bundlers put their prefixed variables, into the JavaScript that browsers load, at build time. Setting ' +
      'one on the container has no effect, ' +
      'and a hostname of the cluster could not be reached by a browser anyway.',
    message: ({ variable }) => `${quoted(variable)} is read when the image is built, so setting it here has no effect`,
    help: () => 'set it where the image is built, or let the browser call the same origin, by its routes',
  }),
};
