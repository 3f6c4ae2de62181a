type Babel = typeof import('@babel/parser');

/** A statement at the top of a module, as @babel/parser reads it. */
export type Statement = ReturnType<Babel['parse']>['program']['body'][number];

/** Any expression, as @babel/parser reads it. */
export type Expression = Extract<Statement, { type: 'ExpressionStatement' }>['expression'];

/** The variables and exports of a module that its top-level statements declare. */
export interface ModuleBindings {
  /** The initial values of the module's variables, by name. */
  readonly variables: ReadonlyMap<string, Expression>;
  /** The exports of the module, by name; `module.exports` and `export =` are `default`. */
  readonly exports: ReadonlyMap<string, Expression>;
}

/**
 * Parses a TypeScript or JavaScript module.
 * @returns its top-level variables and exports
 * @throws SyntaxError if the parser cannot read it
 */
export function readModule(source: string): ModuleBindings {
  // Loaded here, because a run without findings does not need it.
  const { parse } = require('@babel/parser') as Babel;
  const { program } = parse(source, {
    sourceType: 'module',
    plugins: ['typescript'],
    errorRecovery: true,
    attachComment: false,
    allowReturnOutsideFunction: true,
  });

  const variables = new Map<string, Expression>();
  const exports = new Map<string, Expression>();
  const exportedAs: [exported: string, local: string][] = [];
  for (const statement of program.body) {
    if (statement.type === 'ExportNamedDeclaration') {
      const declaration = statement.declaration ?? undefined;
      for (const [name, value] of declaration === undefined ? [] : declarationsIn(declaration)) {
        variables.set(name, value);
        exports.set(name, value);
      }
      for (const specifier of statement.source ? [] : statement.specifiers) {
        if (specifier.type !== 'ExportSpecifier') continue;
        const { exported, local } = specifier;
        exportedAs.push([exported.type === 'Identifier' ? exported.name : exported.value, local.name]);
      }
    } else if (statement.type === 'ExportDefaultDeclaration') {
      // A function or a class counts as an expression without entries.
      exports.set('default', statement.declaration as Expression);
    } else if (statement.type === 'TSExportAssignment') {
      exports.set('default', statement.expression);
    } else if (statement.type === 'ExpressionStatement') {
      const assigned = commonJsExport(statement.expression);
      if (assigned !== undefined) exports.set(...assigned);
    } else {
      for (const [name, value] of declarationsIn(statement)) variables.set(name, value);
    }
  }
  for (const [exported, local] of exportedAs) {
    const value = variables.get(local);
    if (value !== undefined) exports.set(exported, value);
  }
  return { variables, exports };
}

function declarationsIn(statement: Statement): [name: string, value: Expression][] {
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ id, init }): [string, Expression][] =>
    id.type === 'Identifier' && init ? [[id.name, init]] : [],
  );
}

/** Reads `module.exports = …`, `module.exports.name = …` and `exports.name = …`. */
function commonJsExport(expression: Expression): [name: string, value: Expression] | undefined {
  if (expression.type !== 'AssignmentExpression' || expression.operator !== '=') return undefined;
  const names = memberNames(expression.left as Expression);
  if (names?.[0] === 'module') names.shift();
  if (names?.[0] !== 'exports' || names.length > 2) return undefined;
  return [names[1] ?? 'default', expression.right];
}

function memberNames(expression: Expression): string[] | undefined {
  if (expression.type === 'Identifier') return [expression.name];
  if (expression.type !== 'MemberExpression' || expression.computed || expression.property.type !== 'Identifier') return undefined;
  const object = memberNames(expression.object);
  return object === undefined ? undefined : [...object, expression.property.name];
}
