type Babel = typeof import('@babel/parser');

/** A statement at the top of a module, as @babel/parser reads it. */
export type Statement = ReturnType<Babel['parse']>['program']['body'][number];

/** Any expression, as @babel/parser reads it. */
export type Expression = Extract<Statement, { type: 'ExpressionStatement' }>['expression'];

/** A value that is put into a variable after its declaration. */
export interface Assignment {
  /** The keys that lead to it, from the variable on; none for `Object.assign`, which puts in what the value holds. */
  readonly keys: readonly (string | number)[];
  readonly value: Expression;
}

/** A name of another module. */
export interface Imported {
  /** The module, as it is written. */
  readonly from: string;
  /** The export; `*` for all of them. */
  readonly name: string;
}

/** The variables and exports of a module that its top-level statements declare. */
export interface ModuleBindings {
  /** The initial values of the module's variables, by name. */
  readonly variables: ReadonlyMap<string, Expression>;
  /** What is put into variables later, by their names, in the order of the statements. */
  readonly assignments: ReadonlyMap<string, readonly Assignment[]>;
  /** The variables that stand for something of another module. */
  readonly imports: ReadonlyMap<string, Imported>;
  /** The exports of the module, by name; `module.exports` and `export =` are `default`. */
  readonly exports: ReadonlyMap<string, Expression>;
  /** The exports that are those of another module. */
  readonly reexports: ReadonlyMap<string, Imported>;
  /** The modules of which every export is one of this module. */
  readonly stars: readonly string[];
}

/**
 * Parses a TypeScript or JavaScript module, or JSON.
 * @param file its path, which the places of all expressions have
 * @returns its top-level variables and exports
 * @throws SyntaxError if the parser cannot read it
 */
export function readModule(source: string, file: string): ModuleBindings {
  // Loaded here, because a run without findings does not need it.
  const { parse, parseExpression } = require('@babel/parser') as Babel;
  const variables = new Map<string, Expression>();
  const assignments = new Map<string, Assignment[]>();
  const imports = new Map<string, Imported>();
  const exports = new Map<string, Expression>();
  const reexports = new Map<string, Imported>();
  const stars: string[] = [];
  const bindings = { variables, assignments, imports, exports, reexports, stars };
  if (/\.json$/i.test(file)) {
    exports.set('default', parseExpression(source, { sourceFilename: file }));
    return bindings;
  }
  const { program } = parse(source, {
    sourceType: 'module',
    sourceFilename: file,
    plugins: ['typescript'],
    errorRecovery: true,
    attachComment: false,
    allowReturnOutsideFunction: true,
  });

  const exportedAs: [exported: string, local: string][] = [];
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      for (const specifier of statement.specifiers) {
        const name =
          specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*';
        imports.set(specifier.local.name, { from: statement.source.value, name });
      }
    } else if (statement.type === 'ExportAllDeclaration') {
      stars.push(statement.source.value);
    } else if (statement.type === 'ExportNamedDeclaration') {
      const declaration = statement.declaration ?? undefined;
      for (const [name, value] of declaration === undefined ? [] : declarationsIn(declaration)) {
        variables.set(name, value);
        exportedAs.push([name, name]);
      }
      for (const specifier of statement.specifiers) {
        const exported = nameOf(specifier.exported);
        if (statement.source) {
          const name = specifier.type === 'ExportSpecifier' ? specifier.local.name : '*';
          reexports.set(exported, { from: statement.source.value, name });
        } else if (specifier.type === 'ExportSpecifier') exportedAs.push([exported, specifier.local.name]);
      }
    } else if (statement.type === 'ExportDefaultDeclaration') {
      // A function or a class counts as an expression without entries.
      exports.set('default', statement.declaration as Expression);
    } else if (statement.type === 'TSExportAssignment') {
      exports.set('default', statement.expression);
    } else if (statement.type === 'ExpressionStatement') {
      readExpression(statement.expression, bindings);
    } else {
      for (const [name, value] of declarationsIn(statement)) variables.set(name, value);
    }
  }
  for (const [exported, local] of exportedAs) {
    const value = variables.get(local);
    const imported = imports.get(local);
    // The variable and not its value: more may be put into it.
    if (value !== undefined) exports.set(exported, assignments.has(local) ? identifier(local, value) : value);
    else if (imported !== undefined) reexports.set(exported, imported);
  }
  return bindings;
}

function readExpression(
  expression: Expression,
  bindings: {
    readonly variables: Map<string, Expression>;
    readonly exports: Map<string, Expression>;
    readonly assignments: Map<string, Assignment[]>;
  },
): void {
  const assigned = commonJsExport(expression);
  if (assigned !== undefined) {
    bindings.exports.set(...assigned);
    return;
  }
  const later = assignmentsIn(expression);
  for (const { name, assignment } of later) {
    if (name === undefined) continue;
    if (assignment.keys.length === 0 && expression.type === 'AssignmentExpression') bindings.variables.set(name, assignment.value);
    else bindings.assignments.set(name, [...(bindings.assignments.get(name) ?? []), assignment]);
  }
}

/** Reads `name.key = …` and `Object.assign(name, …)`. */
function assignmentsIn(expression: Expression): { readonly name: string | undefined; readonly assignment: Assignment }[] {
  if (expression.type === 'AssignmentExpression' && expression.operator === '=') {
    const [name, ...keys] = memberNames(expression.left as Expression) ?? [];
    return [{ name: typeof name === 'string' ? name : undefined, assignment: { keys, value: expression.right } }];
  }
  if (expression.type !== 'CallExpression' || memberNames(expression.callee as Expression)?.join('.') !== 'Object.assign') return [];
  const [target, ...sources] = expression.arguments as Expression[];
  const [name, ...keys] = (target && memberNames(target)) ?? [];
  return sources.map((value) => ({ name: keys.length === 0 && typeof name === 'string' ? name : undefined, assignment: { keys, value } }));
}

function declarationsIn(statement: Statement): [name: string, value: Expression][] {
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ id, init }): [string, Expression][] => {
    if (!init) return [];
    if (id.type === 'Identifier') return [[id.name, init]];
    if (id.type !== 'ObjectPattern') return [];
    return id.properties.flatMap((property): [string, Expression][] => {
      if (property.type !== 'ObjectProperty' || property.computed || property.value.type !== 'Identifier') return [];
      const { value } = property;
      return [
        [value.name, { type: 'MemberExpression', object: init, property: property.key, computed: false, loc: value.loc } as Expression],
      ];
    });
  });
}

/** Reads `module.exports = …`, `module.exports.name = …` and `exports.name = …`. */
function commonJsExport(expression: Expression): [name: string, value: Expression] | undefined {
  if (expression.type !== 'AssignmentExpression' || expression.operator !== '=') return undefined;
  const names = memberNames(expression.left as Expression);
  if (names?.[0] === 'module') names.shift();
  if (names?.[0] !== 'exports' || names.length > 2) return undefined;
  return [String(names[1] ?? 'default'), expression.right];
}

function memberNames(expression: Expression): (string | number)[] | undefined {
  if (expression.type === 'Identifier') return [expression.name];
  if (expression.type === 'TSNonNullExpression' || expression.type === 'TSAsExpression') return memberNames(expression.expression);
  if (expression.type !== 'MemberExpression') return undefined;
  const object = memberNames(expression.object);
  const { property } = expression;
  if (object === undefined) return undefined;
  if (!expression.computed) return property.type === 'Identifier' ? [...object, property.name] : undefined;
  return property.type === 'StringLiteral' || property.type === 'NumericLiteral' ? [...object, property.value] : undefined;
}

function nameOf(node: { readonly type: string; readonly name?: string; readonly value?: string }): string {
  return node.name ?? node.value ?? '';
}

function identifier(name: string, { loc }: Expression): Expression {
  return { type: 'Identifier', name, loc } as Expression;
}
