import type { AuthoredTypes, Docstring, FieldType, NamedType } from './field';

/** The names under which `registry/schema/authored.ts` exports the types of the files. */
const exported = {
  ServiceFields: 'ServiceDefinition',
  ParsedService: 'ServiceDefinition',
} as const;

/**
 * Writes the declarations that take the place of those of `registry/schema/authored.ts` in the package: the same types as interfaces, whose fields have
 * their docstrings.
 * @returns TypeScript with a line end
 */
export function declarations({ types }: AuthoredTypes): string {
  const named = [...types.values()].map((type) => `${commentOf(type.docstring, '')}${declarationOf(type)}`);
  const again = Object.entries(exported).map(
    ([name, type]) => `/** ${types.get(type)?.docstring.text} */\nexport type ${name} = ${type};\n`,
  );
  return `// Made from registry/schema by scripts/write-declarations.ts.\n\n${[...named, ...again].join('\n')}`;
}

function declarationOf({ name, type }: NamedType): string {
  return type.kind === 'fields' ? `export interface ${name} ${textOf(type, '')}\n` : `export type ${name} = ${textOf(type, '')};\n`;
}

function textOf(type: FieldType, indent: string): string {
  switch (type.kind) {
    case 'plain':
      return type.text;
    case 'named':
      return type.name;
    case 'union':
      return type.options.map((option) => textOf(option, indent)).join(' | ');
    case 'list':
      return `${operand(type.of, indent)}[]`;
    case 'record':
      return `Record<string, ${textOf(type.of, indent)}>`;
    case 'readonly':
      return type.of.kind === 'list' ? `readonly ${textOf(type.of, indent)}` : `Readonly<${textOf(type.of, indent)}>`;
    case 'fields': {
      const inner = `${indent}    `;
      const fields = type.fields.map(({ name, optional, docstring, type: fieldType }) => {
        const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
        const value = `${textOf(fieldType, inner)}${optional ? ' | undefined' : ''}`;
        return `${commentOf(docstring, inner)}${inner}${key}${optional ? '?' : ''}: ${value};\n`;
      });
      return `{\n${fields.join('')}${indent}}`;
    }
  }
}

/** The type as the operand of `[]`. */
function operand(type: FieldType, indent: string): string {
  const text = textOf(type, indent);
  return type.kind === 'union' || type.kind === 'readonly' || text.includes(' | ') ? `(${text})` : text;
}

function commentOf({ lines }: Docstring, indent: string): string {
  if (lines.length === 0) return '';
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}
