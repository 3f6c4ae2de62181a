import type * as z from 'zod';
import type { environmentOverlaySchema } from './environment-overlay';
import type { imageLockSchema } from './image-lock';
import type { productManifestSchema } from './product-manifest';
import type { serviceDefinitionSchema } from './service-definition';

// The declarations of the package have interfaces in place of these types, with the docstring of each field: those inside `z.strictObject` do not
// reach a declaration file. `scripts/write-declarations.ts` makes them out of the schemas.

/** One entry of the service registry, in the form in which its author writes it. */
export type ServiceFields = z.input<typeof serviceDefinitionSchema>;

/** A registry entry after its shape was checked. */
export type ParsedService = z.output<typeof serviceDefinitionSchema>;

/** The product manifest after its shape was checked. */
export type ProductManifest = z.output<typeof productManifestSchema>;

/** An environment's overlay after its shape was checked. */
export type EnvironmentOverlay = z.output<typeof environmentOverlaySchema>;

/** An environment's image lock after its shape was checked. */
export type ImageLock = z.output<typeof imageLockSchema>;
