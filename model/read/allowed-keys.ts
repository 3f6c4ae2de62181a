import type { z } from 'zod';
import type { PathSegment } from '../../diagnostics';

/** The parts of a definition of zod that are read here. */
interface SchemaDefinition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly innerType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly discriminator?: string;
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, string>>;
}

/**
 * Finds the keys a schema allows at a path of a value: what an unknown key may have been meant as.
 * @param value the whole value that was checked, which decides between the options of a union
 * @returns the keys in the schema's order; none where the path leads to no object
 */
export function allowedKeys(schema: z.ZodType, value: unknown, path: readonly PathSegment[]): readonly string[] {
  const shapes = schemasAt(schema, value, path).map((option) => definitionOf(option).shape ?? {});
  return [...new Set(shapes.flatMap((shape) => Object.keys(shape)))];
}

/**
 * Finds what a schema allows at a path of a value, without wrappers.
 * @param value the whole value that was checked, which decides between the options of a union
 */
export function schemasAt(schema: z.ZodType, value: unknown, path: readonly PathSegment[]): readonly z.ZodType[] {
  let current = candidates(schema, value);
  let here = value;
  for (const segment of path) {
    here = childOf(here, segment);
    current = current.flatMap((option) => stepInto(option, segment)).flatMap((option) => candidates(option, here));
  }
  return current;
}

/** The definition of a schema, for those who look into it. */
export function definitionOf(schema: z.ZodType): SchemaDefinition {
  return schema._zod.def;
}

function childOf(value: unknown, segment: PathSegment): unknown {
  return value !== null && typeof value === 'object' ? (value as Record<PathSegment, unknown>)[segment] : undefined;
}

function stepInto(schema: z.ZodType, segment: PathSegment): z.ZodType[] {
  const { shape, valueType, element } = definitionOf(schema);
  const next = shape === undefined ? (valueType ?? element) : shape[String(segment)];
  return next === undefined ? [] : [next];
}

/** Takes wrappers off, and the options of a union that do not fit the value's discriminator. */
function candidates(schema: z.ZodType, value: unknown): z.ZodType[] {
  const { innerType, options, discriminator } = definitionOf(schema);
  if (innerType !== undefined) return candidates(innerType, value);
  if (options === undefined) return [schema];
  const flat = options.flatMap((option) => candidates(option, value));
  // A value that is no mapping decides nothing.
  if (discriminator === undefined || typeof value !== 'object' || value === null) return flat;
  const wanted = childOf(value, discriminator);
  return flat.filter((option) => {
    const literal = definitionOf(option).shape?.[discriminator];
    return literal !== undefined && (definitionOf(literal).values ?? []).includes(wanted);
  });
}
