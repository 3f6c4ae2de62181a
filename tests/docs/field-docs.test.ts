import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { declarations } from '../../scripts/fields/declarations';
import { parseDocstring } from '../../scripts/fields/docstring';
import type { AuthoredTypes, Field } from '../../scripts/fields/field';
import { compilerOptions, readFields } from '../../scripts/fields/read-fields';
import { referencePage } from '../../scripts/fields/reference-page';
import { undocumented } from '../../scripts/fields/undocumented';

const root = path.join(__dirname, '../..');
const authored = readFields();

test('every field has a docstring, and a default if it may be left out', () => {
  expect(undocumented(authored)).toEqual([]);
});

// When this fails: npm run reference
test('docs/reference.md is up to date', () => {
  expect(readFileSync(path.join(root, 'docs/reference.md'), 'utf8')).toBe(referencePage(authored));
});

test('every heading of the reference is an anchor of its own', () => {
  const headings = [...referencePage(authored).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading.toLowerCase());
  expect(headings.filter((heading, index) => headings.indexOf(heading) < index)).toEqual([]);
});

test('the interfaces of the package have the types of the schemas, and every field', () => {
  expect(compileErrors(declarations(authored))).toEqual([]);
});

test('the compiler refuses interfaces that lack a field or have one of another type', () => {
  const text = declarations(authored);
  const without = text.replace(/^ *singleton\?: boolean \| undefined;\n/m, '');
  const other = text.replace(/^( *pullPolicy\?: ).*;$/m, '$1string | undefined;');
  expect([without, other].filter((changed) => changed === text)).toEqual([]);
  expect(compileErrors(without)).toHaveLength(2);
  expect(compileErrors(other)).toHaveLength(1);
});

test('what has no docstring, and a default that does not fit, is told with its place', () => {
  const field = (name: string, comment: string, optional = false): Field => {
    return { name, optional, docstring: parseDocstring(comment), place: `${name}.ts:1`, type: { kind: 'plain', text: 'string' } };
  };
  const fields = [
    field('bare', ''),
    field('empty', '/** @default 1 */', true),
    field('open', '/** Its text. */', true),
    field('closed', '/**\n * Its text.\n * @default 1\n */'),
    field('right', '/** Its text. */'),
  ];
  const types: AuthoredTypes = {
    types: new Map([['Thing', { name: 'Thing', docstring: parseDocstring(''), place: 'thing.ts:1', type: { kind: 'fields', fields } }]]),
  };
  expect(undocumented(types)).toEqual([
    'thing.ts:1: the schema of `Thing` has no docstring',
    'bare.ts:1: `bare` has no docstring',
    'empty.ts:1: `empty` has no docstring',
    'open.ts:1: the docstring of `open` has no `@default`, and the field may be left out',
    'closed.ts:1: the docstring of `closed` has a `@default`, and the field is required',
  ]);
});

test('a docstring is a text, a default and addresses', () => {
  const comment =
    '/**\n   * One line,\n   * and another.\n   * @default none: the\n   * cluster decides\n   * @see https://example.com/a\n   */';
  expect(parseDocstring(comment)).toEqual({
    lines: ['One line,', 'and another.', '@default none: the', 'cluster decides', '@see https://example.com/a'],
    text: 'One line, and another.',
    default: 'none: the cluster decides',
    see: ['https://example.com/a'],
  });
});

/** The files that several programs have in common. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** Compiles the declarations beside the types of the schemas, each held against the other with every optional field required. */
function compileErrors(text: string): string[] {
  const folder = path.join(root, 'registry/schema');
  const virtual = new Map([
    [path.join(folder, 'documented.d.ts'), text],
    [
      path.join(folder, 'compare.ts'),
      [
        "import type * as real from './authored';",
        "import type * as documented from './documented';",
        'type Whole<T> = T extends object ? { [Field in keyof T]-?: Whole<T[Field]> } : T;',
        ...['ServiceFields', 'ParsedService', 'ProductManifest', 'EnvironmentOverlay', 'ImageLock'].flatMap((name) => [
          `export const from${name} = (value: Whole<real.${name}>): Whole<documented.${name}> => value;`,
          `export const to${name} = (value: Whole<documented.${name}>): Whole<real.${name}> => value;`,
        ]),
      ].join('\n'),
    ],
  ]);
  const options: ts.CompilerOptions = { ...compilerOptions(), types: [] };
  const host = ts.createCompilerHost(options);
  const disk = ts.createCompilerHost(options);
  host.fileExists = (file) => virtual.has(path.normalize(file)) || disk.fileExists(file);
  host.getSourceFile = (file, ...rest) => {
    const own = virtual.get(path.normalize(file));
    if (own !== undefined) return ts.createSourceFile(file, own, ts.ScriptTarget.ES2022);
    const source = parsed.get(file) ?? disk.getSourceFile(file, ...rest);
    parsed.set(file, source);
    return source;
  };
  const program = ts.createProgram([...virtual.keys()], options, host);
  const found = [...virtual.keys()].flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)));
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
