import * as z from 'zod';

/** Where Secret data comes from, as an overlay says it. */
export const secretProviderSchema = z.discriminatedUnion('provider', [
  z.strictObject({
    /** Secret objects with values derived from `seed`: stable, known to everybody who can read this file, for development alone. */
    provider: z.literal('development'),
    /** What the values are derived from. Changing it changes every development credential. */
    seed: z.string(),
  }),
  z.strictObject({
    /** The Secrets exist in the namespace already: the manifests name them and hold no data. */
    provider: z.literal('existing'),
  }),
  z.strictObject({
    /** The External Secrets Operator makes the Secrets from what a store holds. */
    provider: z.literal('external-secrets'),
    /** The store. It is not part of the manifests. */
    store: z.strictObject({
      /** Its name. */
      name: z.string(),
      /**
       * Whether it is one of the namespace or of the cluster.
       * @default 'SecretStore'
       */
      kind: z.enum(['SecretStore', 'ClusterSecretStore']).optional(),
    }),
    /**
     * How often the store is asked again, in hours, minutes and seconds such as `1h30m`.
     * @default '1h'
     */
    refreshInterval: z.string().optional(),
    /**
     * How an entry of the store is named, with the placeholders `{product}`, `{environment}`, `{namespace}`, `{secret}` and `{key}`.
     * @default '{product}/{environment}/{secret}'
     */
    key: z.string().optional(),
    /**
     * How a value inside an entry is named, with the same placeholders.
     * @default '{key}', and none where `key` has `{key}` in it: the entry is the value
     */
    property: z.string().optional(),
    /**
     * Who makes the passwords that the platform itself tells to both sides, those of the services' databases and of what runs in the cluster: `store`, they are
     * in the store already; `push-secret`, the operator makes each of them once and puts it into the store; `generator`, the operator makes each of them once
     * and only the cluster knows it.
     * @default 'store'
     */
    passwords: z.enum(['store', 'push-secret', 'generator']).optional(),
    /**
     * With `passwords: generator`, when the operator makes a password. Anything but `CreatedOnce` is refused: every refresh makes another one.
     * @default 'CreatedOnce'
     * @see https://external-secrets.io/latest/guides/generator/
     */
    refreshPolicy: z.enum(['CreatedOnce', 'OnChange', 'Periodic']).optional(),
    /**
     * The Secrets whose optional keys are in the store too. A Secret is not made at all while one of its keys is missing there.
     * @default []: keys that everything starts without are left out
     */
    optional: z.array(z.string()).optional(),
  }),
  z.strictObject({
    /** SealedSecrets that the team has made, in the folder `environments/<name>.secrets` beside this file. They are checked and passed on, never opened. */
    provider: z.literal('sealed-secrets'),
  }),
  z.strictObject({
    /** Secrets that the team has encrypted with sops, in the folder `environments/<name>.secrets` beside this file. They are checked and passed on byte by byte. */
    provider: z.literal('sops'),
  }),
]);
