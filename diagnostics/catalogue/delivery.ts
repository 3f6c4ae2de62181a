import { entry } from './entry';
import { quoted } from './wording';

/** Findings about how Secrets and manifests reach a cluster. */
export const deliveryEntries = {
  'secrets-development-outside-development': entry<{ environment: string }>({
    severity: 'error',
    title: 'development Secrets outside development',
    explanation:
      'The values of development Secrets are derived from a seed that stands in the overlay: everybody who can read it knows them all. ' +
      'They are only for an environment that says `development: true`.',
    message: ({ environment }) =>
      `environment ${quoted(environment)} is not marked \`development: true\`, so it cannot have development Secrets`,
    help: () => 'set `secrets.provider` to `existing`, or mark the environment `development: true` if it is one',
  }),

  'secrets-development-external': entry<{ kind: string; secret: string }>({
    severity: 'warning',
    title: 'an external backing service with a made-up password',
    explanation:
      'The provider `development` makes passwords up. A server in the cluster is started with them; one that somebody else runs has never heard of them.',
    message: ({ kind, secret }) => `the password in Secret ${quoted(secret)} is made up, and the external ${kind} does not know it`,
    help: () => 'set `secrets.provider` to `existing` and create the Secrets, or run the server with `provider: in-cluster`',
  }),

  'secrets-seed-empty': entry<Record<never, never>>({
    severity: 'error',
    title: 'the seed of development Secrets is empty',
    explanation:
      'The values of development Secrets are derived from the seed. Derived from nothing, anybody can work them out from names alone.',
    message: () => 'the development Secrets are derived from an empty seed',
    help: () => 'write any text that is particular to the environment',
  }),

  'secrets-development-argocd': entry<Record<never, never>>({
    severity: 'warning',
    title: 'development Secrets in Argo CD delivery',
    explanation:
      'Files with Secret data are never committed, and Argo CD applies what is committed: the pods would wait for Secrets that do not come.',
    message: () => 'development Secrets are never committed, so Argo CD cannot apply them',
    help: () => 'set `delivery` to `kubectl`, or `secrets.provider` to `existing` and apply the `*.secret.k8s.yaml` files by hand',
  }),
};
