import fc from 'fast-check';
import type { z } from 'zod';

/** What zod keeps of a schema. */
export interface SchemaDefinition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly innerType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
  readonly checks?: readonly z.core.$ZodCheck[];
}

/** The arbitraries of the leaves of generated values. */
export interface Leaves {
  readonly text: fc.Arbitrary<string>;
  readonly number: fc.Arbitrary<number>;
  /** Keys of mappings without fixed keys. */
  readonly key: fc.Arbitrary<string>;
}

/**
 * Generates values of the shape of a schema, from the schema itself: the values contain a new field of the schema at once.
 * @param closed receives every mapping whose keys the schema fixes
 * @throws if the schema has a kind that this function does not know yet
 */
export function valuesOf(schema: z.ZodType, leaves: Leaves, closed: (mapping: object) => void = () => undefined): fc.Arbitrary<unknown> {
  const of = (inner: z.ZodType): fc.Arbitrary<unknown> => valuesOf(inner, leaves, closed);
  const {
    type,
    shape,
    innerType,
    valueType,
    element,
    options = [],
    entries = {},
    values = [],
    checks = [],
  } = schema._zod.def as SchemaDefinition;
  switch (type) {
    case 'object': {
      const fields = Object.entries(shape ?? {});
      const isOptional = (field: z.ZodType): boolean => (field._zod.def as SchemaDefinition).type === 'optional';
      const requiredKeys = fields.filter(([, field]) => !isOptional(field)).map(([name]) => name);
      const model = Object.fromEntries(
        fields.map(([name, field]) => [name, isOptional(field) ? of((field._zod.def as SchemaDefinition).innerType!) : of(field)]),
      );
      return fc.record(model, { requiredKeys }).map((mapping) => {
        const plain = { ...(mapping as object) };
        closed(plain);
        return plain;
      });
    }
    case 'record':
      return fc.array(fc.tuple(leaves.key, of(valueType!)), { maxLength: 3 }).map((pairs) => Object.fromEntries(pairs) as unknown);
    case 'array':
      return fc.array(of(element!), { minLength: checks.some(({ _zod: { def } }) => def.check === 'min_length') ? 1 : 0, maxLength: 3 });
    case 'union':
      return fc.oneof(...options.map(of));
    case 'optional':
    case 'readonly':
      return of(innerType!);
    case 'nullable':
      return fc.oneof({ weight: 4, arbitrary: of(innerType!) }, { weight: 1, arbitrary: fc.constant(null) });
    case 'enum':
      return fc.constantFrom(...Object.values(entries));
    case 'literal':
      return fc.constantFrom(...values);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return leaves.text;
    case 'number':
      return leaves.number;
    case 'unknown':
      return fc.oneof(leaves.text, leaves.number, fc.boolean(), fc.constant(null));
    default:
      throw new Error(`no values are known for the schema of a ${type}`);
  }
}
