import * as z from 'zod';
import { isDeviceName, isFolderLabel } from '../../formats';
import { acceptedChangeSchema } from './accepted-change';
import { allowanceSchema } from './allowance';
import { gatewaySchema } from './gateway';
import { legal } from './legal';
import { productAnnotationsSchema, productLabelsSchema } from './mappings';
import type { Runtime } from './runtime';
import { observabilitySchema } from './observability';
import { serviceDefaultsSchema } from './service-defaults';
import { textSchema } from './texts';
import { topicsSchema } from './topics';

const sharedDefaults = serviceDefaultsSchema.optional();

/** The product manifest: the registry entries of a product, and the defaults of all of them. */
export const productManifestSchema = z.strictObject({
  /** The product's short name: its namespace and the `app.kubernetes.io/part-of` label. */
  name: legal(z.string(), 'product-name-invalid', isFolderLabel, (name) => ({ name, device: isDeviceName(name) })),
  /** The name for readers. */
  label: textSchema('label', 'label'),
  /** The registry keys of the product's services. */
  services: z.array(z.string()),
  /** The image registry and path of the product's images, such as `ghcr.io/acme`. A service's image is this, a slash and its hostname. */
  imageRegistry: z.string(),
  /** The product's environments, each with an overlay `environments/<name>.yaml`. */
  environments: z.array(z.string()).min(1),
  /**
   * Labels of all objects of the product and of all its pods, such as the cost centre that pays for it. No selector has them.
   * @default {}
   */
  labels: productLabelsSchema.optional(),
  /**
   * Annotations of all objects of the product, not of its pods.
   * @default {}
   */
  annotations: productAnnotationsSchema.optional(),
  /**
   * Defaults of services, which an entry can override: `all`, then by runtime.
   * @default {}
   */
  defaults: z
    .strictObject({
      /**
       * Defaults of every service.
       * @default {}
       */
      all: sharedDefaults,
      /**
       * Defaults of every service with the runtime `node`.
       * @default {}
       */
      node: sharedDefaults,
      /**
       * Defaults of every service with the runtime `nextjs`.
       * @default {}
       */
      nextjs: sharedDefaults,
      /**
       * Defaults of every service with the runtime `python`.
       * @default {}
       */
      python: sharedDefaults,
      /**
       * Defaults of every service with the runtime `static`.
       * @default {}
       */
      static: sharedDefaults,
      /**
       * Defaults of every service with the runtime `go`.
       * @default {}
       */
      go: sharedDefaults,
      /**
       * Defaults of every service with the runtime `java`.
       * @default {}
       */
      java: sharedDefaults,
      /**
       * Defaults of every service with the runtime `dotnet`.
       * @default {}
       */
      dotnet: sharedDefaults,
      /**
       * Defaults of every service with the runtime `other`.
       * @default {}
       */
      other: sharedDefaults,
    } satisfies Record<'all' | Runtime, typeof sharedDefaults>)
    .optional(),
  /**
   * What the edge does for all routes, such as limits, cross-origin requests and logins. Overlays and routes override it field by field.
   * @default {}
   */
  gateway: gatewaySchema.optional(),
  /**
   * What watches the platform in all environments: metrics, alerts, dashboards, traces and logs. Overlays override it field by field.
   * @default {}
   */
  observability: observabilitySchema.optional(),
  /**
   * The topics of messages that services publish and consume, by name. Where it is there, it has all of them: another name in `publishes` or `consumes` is an error.
   * @default those that services publish
   */
  topics: topicsSchema.optional(),
  /**
   * Findings that are accepted on purpose in every environment.
   * @default []
   */
  allow: z.array(allowanceSchema).optional(),
  /**
   * Changes of what runs already that are accepted on purpose, each until a day: findings whose code begins with `upgrade-`.
   * @default []
   */
  changes: z.array(acceptedChangeSchema).optional(),
});
