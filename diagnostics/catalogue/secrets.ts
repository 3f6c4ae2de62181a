import { entry } from './entry';
import { quoted, type Suggestion } from './wording';

/** Findings about credentials, their Secrets, and the way of their values to a cluster. */
export const secretsEntries = {
  'secret-literal': entry<{ variable: string; kind?: string | undefined; inCommand: boolean; inProbe?: boolean; inText?: boolean }>({
    severity: 'error',
    acceptable: true,
    title: 'a credential stands in the registry',
    explanation:
      'A value in the registry is in Git, in the manifests and in every log of both, for good. A credential is named there, by Secret and key, ' +
      'and kept elsewhere. ' +
      'One that was committed is known: it must be replaced, not only moved. The value is never shown.',
    message: ({ variable, kind }) =>
      `${quoted(variable)} holds a credential${kind === undefined ? ', as its name says' : `: ${article(kind)} ${kind}`}`,
    notes: () => ['the value is not shown here'],
    help: ({ variable, inCommand, inProbe = false, inText = false }) =>
      inText
        ? 'leave it out of the text'
        : inProbe
          ? 'let the service answer its health paths without a login, on a port of their own if need be'
          : inCommand
            ? 'let the service read it from an environment variable, filled from a Secret by `secrets`'
            : `move it to a Secret and refer to that in \`secrets\`: \`${plain(variable)}: { secret: <name>, key: <key> }\``,
  }),

  'secret-name-shared': entry<{ secret: string; role: string; other: string }>({
    severity: 'error',
    title: 'one Secret stands for two things',
    explanation:
      'Each login has a Secret of its own. The reader of a shared one gets both logins: a service would be the admin of ' +
      'all databases, or every service of Redis would hold the admin password.',
    message: ({ secret, role, other }) => `Secret ${quoted(secret)} is ${other} and also ${role}`,
    help: () => 'name another Secret here',
  }),

  'secret-reference-invalid': entry<{ what: string; name: string }>({
    severity: 'error',
    title: 'the name of a Secret, of a key or of a ConfigMap is not legal',
    explanation:
      'A Secret or ConfigMap is named by a DNS subdomain: at most 253 of `a-z`, `0-9`, `-` and `.`. A key of one has at most 253 letters, ' +
      'digits, `-`, `_` and `.`.',
    message: ({ what, name }) => `${quoted(name)} cannot be the name of ${what}`,
    help: () => 'write the name as `kubectl get` shows it, never the value',
  }),

  'secret-optional-unknown': entry<Suggestion & { name: string }>({
    severity: 'error',
    title: 'an optional Secret that does not exist',
    explanation: '`secrets.optional` lists Secrets with keys that are optional and that the store has all the same.',
    message: ({ name }) => `${quoted(name)} is no Secret with optional keys`,
    help: ({ suggestion }) =>
      suggestion === undefined
        ? 'remove it, or write the name of a Secret that a variable with `optional: true` refers to'
        : `did you mean ${quoted(suggestion)}?`,
  }),

  'secrets-development-outside-development': entry<{ environment: string }>({
    severity: 'error',
    title: 'development Secrets outside development',
    explanation:
      'The values of development Secrets are derived from a seed that stands in the overlay: every reader of the overlay knows them all. ' +
      'They are only for an environment that says `development: true`.',
    message: ({ environment }) =>
      `environment ${quoted(environment)} is not marked \`development: true\`, so it cannot have development Secrets`,
    help: () => 'set `secrets.provider` to `existing`, or mark the environment `development: true` if it is one',
  }),

  'secrets-development-external': entry<{ kind: string; secret: string }>({
    severity: 'warning',
    title: 'an external backing service with a made-up password',
    explanation:
      'The provider `development` makes passwords up. A server in the cluster is started with them; a server outside the cluster does not know them.',
    message: ({ kind, secret }) => `the password in Secret ${quoted(secret)} is made up, and the external ${kind} does not know it`,
    help: () => 'set `secrets.provider` to `existing` and create the Secrets, or run the server with `provider: in-cluster`',
  }),

  'secrets-development-given': entry<{ secret: string; key: string }>({
    severity: 'warning',
    title: 'a value that a third party decides is made up',
    explanation:
      'With `generate: false` a third party decides the value, as for the key of an API or a certificate. The provider `development` makes values up, and a made-up one does not work there. ' +
      '`secrets.values` of the overlay has values that everybody may know, such as those of a sandbox.',
    message: ({ secret, key }) => `the value of ${quoted(key)} in Secret ${quoted(secret)} is made up, and a third party decides it`,
    help: ({ secret, key }) => `give a value for development in the overlay, at \`secrets.values.${secret}.${key}\``,
  }),

  'secret-value-unused': entry<Suggestion & { secret: string; key: string; reason: string }>({
    severity: 'error',
    title: 'a development value that nothing reads',
    explanation:
      '`secrets.values` gives values to keys of Secrets that the manifests refer to and whose data does not follow from the registry. Values of anything else have no effect.',
    message: ({ secret, key, reason }) => `the value of ${quoted(key)} of Secret ${quoted(secret)} has no effect: ${reason}`,
    help: ({ suggestion }) => (suggestion === undefined ? 'remove it' : `did you mean ${quoted(suggestion)}?`),
  }),

  'secret-value-unfit': entry<{ secret: string; key: string; reason: string }>({
    severity: 'error',
    title: 'a development value that cannot be used',
    explanation:
      'Kubernetes puts the password of a server into URLs as it is, so that it has letters, digits and `-._~` alone. An empty value is none.',
    message: ({ secret, key, reason }) => `the value of ${quoted(key)} of Secret ${quoted(secret)} cannot be used: ${reason}`,
    help: () => 'write another value, or remove it, so that one is made up',
  }),

  'secrets-seed-empty': entry<Record<never, never>>({
    severity: 'error',
    title: 'the seed of development Secrets is empty',
    explanation:
      'The values of development Secrets are derived from the seed. With an empty seed every reader can derive them from names alone.',
    message: () => 'the development Secrets are derived from an empty seed',
    help: () => 'write any text that is particular to the environment',
  }),

  'secrets-development-argocd': entry<Record<never, never>>({
    severity: 'warning',
    title: 'development Secrets in Argo CD delivery',
    explanation:
      'Files with Secret data are never committed, and Argo CD applies committed files alone: the pods would wait for Secrets that do not come.',
    message: () => 'development Secrets are never committed, so Argo CD cannot apply them',
    help: () => 'set `delivery` to `kubectl`, or `secrets.provider` to `existing` and apply the `*.secret.k8s.yaml` files by hand',
  }),
};

/** The article of a noun. */
function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? 'an' : 'a';
}

/** The name of a variable for text that is in backticks already. */
function plain(variable: string): string {
  return quoted(variable).slice(1, -1);
}
