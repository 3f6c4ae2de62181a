import * as z from 'zod';
import { durationSeconds, isDnsSubdomain } from '../../formats';
import { legal } from './legal';
import { textSchema } from './texts';

/** The source of Secret data, as an overlay declares it. */
export const secretProviderSchema = z.discriminatedUnion('provider', [
  z.strictObject({
    /** Secret objects with values that Cadastre derives from `seed`. They are stable, and known to all readers of this file: for development alone. */
    provider: z.literal('development'),
    /** The seed of the values. Another seed changes every development credential. */
    seed: legal(
      z.string(),
      'secrets-seed-empty',
      (seed) => seed.trim() !== '',
      () => ({}),
    ),
    /**
     * Values in place of derived ones, by Secret and by key: for what a third party decides, such as the key of a sandbox or a certificate for tests. They
     * stand in Git, so they are for values that everybody may know.
     * @default {}
     */
    values: z
      .record(z.string(), z.record(z.string(), textSchema('value', 'file')))
      .readonly()
      .optional(),
  }),
  z.strictObject({
    /** The Secrets exist in the namespace already. The manifests name them and contain no data. */
    provider: z.literal('existing'),
  }),
  z.strictObject({
    /** The External Secrets Operator makes the Secrets from the entries of a store. */
    provider: z.literal('external-secrets'),
    /** The store. It is not part of the manifests. */
    store: z.strictObject({
      /** Its name. */
      name: legal(z.string(), 'secret-store-invalid', isDnsSubdomain, (name) => ({ name })),
      /**
       * The kind of the store: one of the namespace or one of the cluster.
       * @default 'SecretStore'
       */
      kind: z.enum(['SecretStore', 'ClusterSecretStore']).optional(),
    }),
    /**
     * The time after which the operator reads the store again, in hours, minutes and seconds such as `1h30m`.
     * @default '1h'
     */
    refreshInterval: legal(
      z.string(),
      'secret-refresh-invalid',
      (interval) => (durationSeconds(interval) ?? 0) > 0,
      (interval) => ({ interval }),
    ).optional(),
    /**
     * The name of an entry of the store, with the placeholders `{product}`, `{environment}`, `{namespace}`, `{secret}` and `{key}`.
     * @default '{product}/{environment}/{secret}'
     */
    key: z.string().optional(),
    /**
     * The name of a value inside an entry, with the same placeholders.
     * @default '{key}'; none if `key` contains `{key}`: the entry is the value
     */
    property: z.string().optional(),
    /**
     * The origin of the passwords that the platform sets on both sides: those of the services' databases and of in-cluster servers. `store`: the store has
     * them already. `push-secret`: the operator makes each of them once and puts it into the store. `generator`: the operator makes each of them once, and
     * only the cluster has it.
     * @default 'store'
     */
    passwords: z.enum(['store', 'push-secret', 'generator']).optional(),
    /**
     * With `passwords: generator`, the time at which the operator makes a password. All values but `CreatedOnce` are refused, because every refresh makes another password.
     * @default 'CreatedOnce'
     * @see https://external-secrets.io/latest/guides/generator/
     */
    refreshPolicy: z.enum(['CreatedOnce', 'OnChange', 'Periodic']).optional(),
    /**
     * The Secrets whose optional keys are in the store too. While the store lacks one of its keys, the operator does not make the Secret.
     * @default []: optional keys are left out
     */
    optional: z.array(z.string()).optional(),
  }),
  z.strictObject({
    /** SealedSecrets that the team has made, in the folder `environments/<name>.secrets` beside this file. Cadastre checks them and passes them on. It never opens them. */
    provider: z.literal('sealed-secrets'),
  }),
  z.strictObject({
    /** Secrets that the team has encrypted with sops, in the folder `environments/<name>.secrets` beside this file. Cadastre checks them and passes them on byte by byte. */
    provider: z.literal('sops'),
  }),
]);
