/** A docstring of a schema. */
export interface Docstring {
  /** The lines of the comment, without its marks. */
  readonly lines: readonly string[];
  /** The text before the tags, in one line. Empty if there is none. */
  readonly text: string;
  /** The text of `@default`. */
  readonly default: string | undefined;
  /** The addresses of `@see`. */
  readonly see: readonly string[];
}

/** A field of a mapping that an author writes. */
export interface Field {
  readonly name: string;
  readonly optional: boolean;
  readonly docstring: Docstring;
  /** The file and line of its declaration, for messages. */
  readonly place: string;
  readonly type: FieldType;
}

/** The type of a value that an author writes. */
export type FieldType =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'union'; readonly options: readonly FieldType[] }
  | { readonly kind: 'list'; readonly of: FieldType }
  | { readonly kind: 'record'; readonly of: FieldType }
  | { readonly kind: 'readonly'; readonly of: FieldType }
  | { readonly kind: 'named'; readonly name: string };

/** A type with a name: the one of a schema that several fields may share. */
export interface NamedType {
  readonly name: string;
  readonly docstring: Docstring;
  readonly place: string;
  readonly type: FieldType;
}

/** The fields of all files that an author writes. */
export interface AuthoredTypes {
  /** The named types in the order in which they are come upon, those of the files first. */
  readonly types: ReadonlyMap<string, NamedType>;
}

/** Finds every field of a type, those of its own mappings too, without those of named types. */
export function fieldsWithin(type: FieldType): readonly Field[] {
  switch (type.kind) {
    case 'fields':
      return type.fields.flatMap((field) => [field, ...fieldsWithin(field.type)]);
    case 'union':
      return type.options.flatMap(fieldsWithin);
    case 'list':
    case 'record':
    case 'readonly':
      return fieldsWithin(type.of);
    case 'plain':
    case 'named':
      return [];
  }
}
