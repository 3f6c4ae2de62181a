import type { FieldType } from './field';

/**
 * Says what values a type has, for readers.
 * @param nameOf gives the words for a type with a name
 * @returns Markdown
 */
export function typeWords(type: FieldType, nameOf: (name: string) => string): string {
  const words = (inner: FieldType): string => typeWords(inner, nameOf);
  switch (type.kind) {
    case 'plain':
      return type.text === 'unknown'
        ? 'any value'
        : type.text
            .split(' | ')
            .map((text) => `\`${text}\``)
            .join(' or ');
    case 'named':
      return nameOf(type.name);
    case 'fields':
      return 'mapping';
    case 'list':
      return `list of ${words(type.of)}`;
    case 'record':
      return `mapping of names to ${words(type.of)}`;
    case 'readonly':
      return words(type.of);
    case 'union':
      return [...new Set(optionsOf(type).map(words))].join(' or ');
  }
}

/** The options of a union, those of the unions in it too. */
export function optionsOf(type: FieldType): readonly FieldType[] {
  return type.kind === 'union' ? type.options.flatMap(optionsOf) : [type];
}

/** The type without what makes it read-only. */
export function withoutWrappers(type: FieldType): FieldType {
  return type.kind === 'readonly' ? withoutWrappers(type.of) : type;
}
