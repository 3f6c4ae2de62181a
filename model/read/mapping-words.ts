import type { z } from 'zod';
import type { PathSegment } from '../../diagnostics';
import { definitionOf, schemasAt } from './allowed-keys';

/** A mapping that a schema wants, in the words of authors. */
export interface MappingWords {
  /** One line of YAML with the fields that it must have, such as `{ mode: verify-full }`. */
  readonly example: string;
  /** All of its fields, in the order of the schema; empty if its keys are names that authors choose. */
  readonly fields: readonly string[];
}

/** The most fields that an example shows if none is required. */
const mostOptional = 1;

/**
 * Describes the mapping that a schema wants at a path of a value.
 * @param value the whole value that was checked
 * @returns undefined if the schema wants no mapping there
 */
export function mappingWordsAt(schema: z.ZodType, value: unknown, path: readonly PathSegment[]): MappingWords | undefined {
  const options = schemasAt(schema, value, path).map(definitionOf);
  const shapes = options.flatMap(({ shape }) => (shape === undefined ? [] : [shape]));
  // Of several the one that says most: TLS, and not that there is none.
  const [first, ...others] = shapes;
  if (first === undefined) {
    const named = options.find(({ type }) => type === 'record');
    return named?.valueType && { example: `{ <name>: ${exampleOf(named.valueType, 1)} }`, fields: [] };
  }
  const fullest = others.reduce((most, shape) => (Object.keys(shape).length > Object.keys(most).length ? shape : most), first);
  return { example: exampleOfShape(fullest, 0), fields: [...new Set(shapes.flatMap((shape) => Object.keys(shape)))] };
}

function exampleOfShape(shape: Readonly<Record<string, z.ZodType>>, depth: number): string {
  const fields = Object.entries(shape);
  const required = fields.filter(([, field]) => field._zod.optin !== 'optional');
  const shown = required.length === 0 ? fields.slice(0, mostOptional) : required;
  return `{ ${shown.map(([name, field]) => `${name}: ${exampleOf(field, depth + 1)}`).join(', ')} }`;
}

function exampleOf(schema: z.ZodType, depth: number): string {
  const { type, innerType, options, shape, element, values = [], entries = {} } = definitionOf(schema);
  if (innerType !== undefined) return exampleOf(innerType, depth);
  if (options?.[0] !== undefined) return exampleOf(options[0], depth);
  if (shape !== undefined) return depth > 2 ? '{ … }' : exampleOfShape(shape, depth);
  if (element !== undefined) return '[…]';
  if (type === 'boolean') return 'true';
  const [word = Object.values(entries)[0]] = values;
  return typeof word === 'string' || typeof word === 'boolean' || typeof word === 'number' ? String(word) : '…';
}
