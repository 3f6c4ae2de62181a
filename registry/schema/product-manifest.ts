import * as z from 'zod';
import type { Runtime } from './runtime';
import { serviceDefaultsSchema } from './service-defaults';

const sharedDefaults = serviceDefaultsSchema.optional();

/** The product manifest: which registry entries make up a product, and what they all get. */
export const productManifestSchema = z.strictObject({
  /** The product's short name: its namespace and the `app.kubernetes.io/part-of` label. */
  name: z.string(),
  /** The name people read. */
  label: z.string(),
  /** The registry keys of the services the product is made of. */
  services: z.array(z.string()),
  /** Where the product's images are, such as `ghcr.io/acme`: a service's image is this, a slash and its hostname. */
  imageRegistry: z.string(),
  /** The product's environments, each with an overlay `environments/<name>.yaml`. */
  environments: z.array(z.string()).min(1),
  /**
   * What every service gets unless its entry says otherwise: `all`, then by runtime.
   * @default {}
   */
  defaults: z
    .strictObject({
      /**
       * What every service gets.
       * @default {}
       */
      all: sharedDefaults,
      /**
       * What every service of the runtime `node` gets.
       * @default {}
       */
      node: sharedDefaults,
      /**
       * What every service of the runtime `nextjs` gets.
       * @default {}
       */
      nextjs: sharedDefaults,
      /**
       * What every service of the runtime `python` gets.
       * @default {}
       */
      python: sharedDefaults,
      /**
       * What every service of the runtime `static` gets.
       * @default {}
       */
      static: sharedDefaults,
    } satisfies Record<'all' | Runtime, typeof sharedDefaults>)
    .optional(),
});

/** The product manifest after its shape was checked. */
export type ProductManifest = z.output<typeof productManifestSchema>;
