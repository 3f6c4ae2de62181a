import { type AuthoredTypes, fieldsWithin } from './field';

/**
 * Finds what the reference and an editor could not explain.
 * @returns one line for each field or named schema, with its place
 */
export function undocumented({ types }: AuthoredTypes): readonly string[] {
  return [...types.values()].flatMap(({ name, docstring: ofType, place: placeOfType, type }) => [
    ...(ofType.text === '' ? [`${placeOfType}: the schema of \`${name}\` has no docstring`] : []),
    ...fieldsWithin(type).flatMap(({ name: field, optional, docstring, place }) => {
      if (docstring.text === '') return [`${place}: \`${field}\` has no docstring`];
      const hasDefault = docstring.default !== undefined && docstring.default !== '';
      if (optional && !hasDefault) return [`${place}: the docstring of \`${field}\` has no \`@default\`, and the field may be left out`];
      if (!optional && hasDefault) return [`${place}: the docstring of \`${field}\` has a \`@default\`, and the field is required`];
      return [];
    }),
  ]);
}
