import path from 'node:path';
import ts from 'typescript';
import type * as z from 'zod';
import { environmentOverlaySchema, imageLockSchema, productManifestSchema } from '../../registry/schema';
import { serviceDefinitionSchema } from '../../registry/schema/service-definition';
import { docstringOf } from './docstring';
import { type AuthoredTypes, type Field, fieldsWithin, type FieldType, type NamedType } from './field';

const root = path.join(__dirname, '../..');

/** The schemas of the files that an author writes, by the names of their types. */
const files = {
  ServiceDefinition: serviceDefinitionSchema,
  ProductManifest: productManifestSchema,
  EnvironmentOverlay: environmentOverlaySchema,
  ImageLock: imageLockSchema,
} as const;

/** What zod keeps of a schema. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly innerType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, string>>;
}

/** A schema as the program has it, and as the compiler sees it: the first knows its order, the second its comments. */
interface Both {
  readonly schema: z.ZodType;
  readonly type: ts.Type;
}

/**
 * Reads the fields of every file that an author writes, with their docstrings, out of the schemas.
 * @throws Error about a schema of a kind that this does not know
 */
export function readFields(): AuthoredTypes {
  const program = ts.createProgram([path.join(root, 'registry/schema/authored.ts')], {
    ...compilerOptions(),
    types: [],
  });
  return new Reader(program).read();
}

/** The options with which this repository is compiled. */
export function compilerOptions(): ts.CompilerOptions {
  const file = path.join(root, 'tsconfig.json');
  return ts.parseJsonConfigFileContent(ts.readConfigFile(file, (name) => ts.sys.readFile(name)).config, ts.sys, root).options;
}

class Reader {
  private readonly checker: ts.TypeChecker;
  /** The variables that hold schemas, by their types. */
  private readonly variables = new Map<ts.Type, ts.VariableDeclaration>();
  private readonly types = new Map<string, NamedType>();

  constructor(program: ts.Program) {
    this.checker = program.getTypeChecker();
    const sources = program.getSourceFiles().filter(({ fileName }) => fileName.includes('/registry/schema/'));
    for (const declaration of sources.flatMap(({ statements }) => [...statements].flatMap(variablesOf))) {
      const type = this.checker.getTypeAtLocation(declaration);
      if (declaration.name.getText().endsWith('Schema') && !this.variables.has(type)) this.variables.set(type, declaration);
    }
  }

  read(): AuthoredTypes {
    const byVariable = new Map([...this.variables].map(([type, declaration]) => [declaration.name.getText(), type]));
    for (const [name, schema] of Object.entries(files)) {
      const type = byVariable.get(`${name[0]?.toLowerCase()}${name.slice(1)}Schema`);
      if (type === undefined) throw new Error(`no variable holds the schema of ${name}`);
      this.typeOf({ schema, type });
    }
    return { types: this.types };
  }

  private typeOf(both: Both): FieldType {
    const declaration = this.variables.get(both.type);
    if (declaration === undefined) return this.inlineTypeOf(both);
    const variable = declaration.name.getText();
    const name = `${variable[0]?.toUpperCase()}${variable.slice(1, -'Schema'.length)}`;
    const known = this.types.get(name);
    const place = placeOf(declaration);
    if (known?.place === place) return { kind: 'named', name };
    if (known !== undefined) throw new Error(`${place}: ${known.place} has a schema \`${variable}\` too; call one otherwise`);
    const entry = { name, docstring: docstringOf(declaration), place };
    // Its place in the order is before the types of its fields.
    this.types.set(name, { ...entry, type: { kind: 'named', name } });
    const type = this.inlineTypeOf(both);
    if (fieldsWithin(type).length === 0) {
      this.types.delete(name);
      return type;
    }
    this.types.set(name, { ...entry, type });
    return { kind: 'named', name };
  }

  private inlineTypeOf({ schema, type }: Both): FieldType {
    const definition = schema._zod.def as Definition;
    switch (definition.type) {
      case 'string':
      case 'number':
      case 'boolean':
      case 'unknown':
      case 'null':
        return { kind: 'plain', text: definition.type };
      case 'literal':
        return { kind: 'plain', text: (definition.values ?? []).map(textOf).join(' | ') };
      case 'enum':
        return {
          kind: 'plain',
          text: Object.values(definition.entries ?? {})
            .map(textOf)
            .join(' | '),
        };
      case 'object':
        return { kind: 'fields', fields: this.fieldsOf(definition.shape ?? {}, this.argument(type, 0)) };
      case 'array':
        return { kind: 'list', of: this.typeOf({ schema: definition.element!, type: this.argument(type, 0) }) };
      case 'record':
        return { kind: 'record', of: this.typeOf({ schema: definition.valueType!, type: this.argument(type, 1) }) };
      case 'readonly':
        return { kind: 'readonly', of: this.typeOf({ schema: definition.innerType!, type: this.argument(type, 0) }) };
      case 'nullable':
        return {
          kind: 'union',
          options: [this.typeOf({ schema: definition.innerType!, type: this.argument(type, 0) }), { kind: 'plain', text: 'null' }],
        };
      case 'optional':
        return this.typeOf({ schema: definition.innerType!, type: this.argument(type, 0) });
      case 'union': {
        const options = this.checker.getTypeArguments(this.argument(type, 0) as ts.TypeReference);
        return {
          kind: 'union',
          options: (definition.options ?? []).map((option, index) => this.typeOf({ schema: option, type: options[index]! })),
        };
      }
      default:
        throw new Error(
          `scripts/fields/read-fields.ts does not know schemas of the kind \`${definition.type}\`: say there what an author writes`,
        );
    }
  }

  private fieldsOf(shape: Readonly<Record<string, z.ZodType>>, type: ts.Type): Field[] {
    return Object.entries(shape).map(([name, schema]) => {
      const symbol = type.getProperty(name);
      const declaration = symbol?.declarations?.[0];
      if (symbol === undefined || declaration === undefined) throw new Error(`the compiler sees no field \`${name}\``);
      return {
        name,
        optional: (schema._zod.def as Definition).type === 'optional',
        docstring: docstringOf(declaration),
        place: placeOf(declaration),
        type: this.typeOf({ schema, type: this.checker.getTypeOfSymbol(symbol) }),
      };
    });
  }

  private argument(type: ts.Type, index: number): ts.Type {
    const found = this.checker.getTypeArguments(type as ts.TypeReference)[index];
    if (found === undefined)
      throw new Error(`the compiler sees \`${this.checker.typeToString(type)}\` where the program has a schema of another kind`);
    return found;
  }
}

function variablesOf(statement: ts.Statement): readonly ts.VariableDeclaration[] {
  return ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function placeOf(declaration: ts.Node): string {
  const source = declaration.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(declaration.getStart());
  return `${path.relative(root, source.fileName).replaceAll('\\', '/')}:${line + 1}`;
}
