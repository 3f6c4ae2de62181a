import * as z from 'zod';

/** A change of an object that Cadastre writes. */
export const patchSchema = z.strictObject({
  /** The object. */
  target: z.strictObject({
    /** The kind, such as `Deployment`. */
    kind: z.string(),
    /** The name of the object. */
    name: z.string(),
  }),
  /**
   * A strategic merge: the fields that are otherwise. Containers, variables, volumes, mounts and ports are merged by their names, other lists are replaced;
   * `null` removes a field.
   * @default none: `jsonPatch` says the change
   */
  merge: z.record(z.string(), z.unknown()).optional(),
  /**
   * The operations of a JSON Patch (RFC 6902).
   * @default none: `merge` says the change
   */
  jsonPatch: z
    .array(
      z.strictObject({
        /** The operation. */
        op: z.enum(['add', 'remove', 'replace', 'move', 'copy', 'test']),
        /** The place in the object, a JSON Pointer such as `/spec/template/spec/priorityClassName`. */
        path: z.string(),
        /**
         * The place that `move` and `copy` take from.
         * @default none
         */
        from: z.string().optional(),
        /**
         * The value for `add`, `replace` and `test`.
         * @default none
         */
        value: z.unknown().optional(),
      }),
    )
    .readonly()
    .optional(),
});

/** A change of an object after its shape was checked. */
export type ParsedPatch = z.output<typeof patchSchema>;
