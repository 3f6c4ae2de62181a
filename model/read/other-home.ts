import type { z } from 'zod';
import type { PathSegment } from '../../diagnostics';
import { environmentOverlaySchema, productManifestSchema, serviceRegistrySchema } from '../../registry/schema';
import { allowedKeys } from './allowed-keys';

/** A mapping of the input that people look for a field in. */
interface Home {
  readonly schema: z.ZodType;
  /** `*` is any key. */
  readonly path: readonly string[];
  /** What a person does with a field that belongs there. */
  readonly remedy: string;
}

/** The mappings whose fields are mixed up, the likeliest first. */
const homes: readonly Home[] = [
  { schema: serviceRegistrySchema, path: ['*'], remedy: 'write it in the entry of the service' },
  {
    schema: environmentOverlaySchema,
    path: ['services', '*'],
    remedy: 'write it under `services` of an overlay, by the key of the service: it is particular to an environment',
  },
  { schema: productManifestSchema, path: ['defaults', 'all'], remedy: 'write it under `defaults.all` of the product manifest' },
  { schema: environmentOverlaySchema, path: [], remedy: 'write it at the top of an overlay, `environments/<name>.yaml`' },
  { schema: productManifestSchema, path: [], remedy: 'write it at the top of the product manifest' },
];

/**
 * Finds the mapping that a misplaced key belongs to.
 * @param schema that of the file
 * @param path that of the mapping where the key is not known
 * @returns what to do with the key; undefined if it is known nowhere else, or if the mapping is none that is mixed up with others
 */
export function otherHome(schema: z.ZodType, path: readonly PathSegment[], key: string): string | undefined {
  if (!homes.some((home) => isAt(home, schema, path))) return undefined;
  return homes.find((home) => !isAt(home, schema, path) && allowedKeys(home.schema, {}, home.path).includes(key))?.remedy;
}

function isAt(home: Home, schema: z.ZodType, path: readonly PathSegment[]): boolean {
  return (
    home.schema === schema && home.path.length === path.length && home.path.every((name, index) => name === '*' || name === path[index])
  );
}
