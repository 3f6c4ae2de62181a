import { isSegment } from './clean';
import type { PathSegment } from './diagnostic';
import type { Assignment, Expression } from './typescript-module';
import type { Assigned, Modules, Value } from './typescript-modules';

type ArrayExpression = Extract<Expression, { type: 'ArrayExpression' }>;
type CallExpression = Extract<Expression, { type: 'CallExpression' }>;

/** The properties that all nodes have. */
export interface Node {
  /** The position in the source: lines from 1, columns from 0. */
  readonly loc?:
    { readonly filename?: string | undefined; readonly start: { readonly line: number; readonly column: number } } | null | undefined;
}

/** A key of an object, or an element of an array, in the source. */
export interface Entry {
  /** The key, or the element itself. */
  readonly key: Node;
  /** The value; undefined if it is code, as for a method. */
  readonly value: Value | undefined;
}

/** The state of the look-up of one path. */
export interface Lookup {
  readonly modules: Modules;
  /** The number of expressions that the look-up may still visit. Without a bound, spreads of spreads could take forever. */
  budget: number;
  /** The depth of nested look-ups: a variable may refer to itself. */
  depth: number;
}

const maximumDepth = 100;

/**
 * Finds a key of the object, or an element of the array, that an expression stands for: through type assertions, `Object.freeze`, `Object.assign`,
 * calls of a function with one object such as `defineRegistry({...})`, spreads, conditions, member accesses, variables, later assignments, and imports by a
 * relative path.
 * @returns its place in the source; undefined if it does not exist, or is computed in another way
 */
export function findEntry(lookup: Lookup, expression: Value, segment: PathSegment): Entry | undefined {
  if (lookup.depth >= maximumDepth || lookup.budget <= 0) return undefined;
  lookup.depth++;
  const entry = findEntryIn(lookup, follow(lookup, expression), segment);
  lookup.depth--;
  return entry;
}

function findEntryIn(lookup: Lookup, target: Value, segment: PathSegment): Entry | undefined {
  switch (target.type) {
    case 'Namespace': {
      const value = lookup.modules.exported(target.file, String(segment));
      return value && { key: value, value };
    }
    case 'Assigned':
      return findAssigned(lookup, target, segment);
    case 'ObjectExpression':
      return firstFound(target.properties.toReversed(), (property) => {
        if (property.type === 'SpreadElement') return findEntry(lookup, property.argument, segment);
        const name = nameOf(lookup, property.key as Expression, property.computed);
        if (name === undefined || !isSegment(name, segment)) return undefined;
        return { key: property.key, value: property.type === 'ObjectProperty' ? (property.value as Expression) : undefined };
      });
    case 'ArrayExpression':
      return elementAt(lookup, target, segment);
    case 'CallExpression':
      if (objectFunction(target) !== 'assign') return undefined;
      return firstFound(target.arguments.toReversed(), (argument) =>
        argument.type === 'SpreadElement' || argument.type === 'ArgumentPlaceholder' ? undefined : findEntry(lookup, argument, segment),
      );
    case 'LogicalExpression':
      return onlyFound([target.left, target.right], (side) => findEntry(lookup, side, segment));
    case 'ConditionalExpression':
      return onlyFound([target.consequent, target.alternate], (side) => findEntry(lookup, side, segment));
    default:
      return undefined;
  }
}

/** Follows references to the expression that they stand for, within the budget. */
function follow(lookup: Lookup, expression: Value): Value {
  lookup.depth++;
  let current = expression;
  while (lookup.depth <= maximumDepth && lookup.budget-- > 0) {
    const next = stepInto(lookup, current);
    if (next === undefined) break;
    current = next;
  }
  lookup.depth--;
  return current;
}

function stepInto(lookup: Lookup, expression: Value): Value | undefined {
  switch (expression.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
      return expression.expression;
    case 'AwaitExpression':
      return expression.argument;
    case 'Identifier':
      return lookup.modules.variable(expression.loc?.filename ?? '', expression.name);
    case 'MemberExpression': {
      const name = nameOf(lookup, expression.property as Expression, expression.computed);
      return name === undefined ? undefined : findEntry(lookup, expression.object, name)?.value;
    }
    case 'CallExpression': {
      const [argument, second] = expression.arguments;
      if (argument === undefined) return resultOf(lookup, expression);
      if (argument.type === 'StringLiteral' && expression.callee.type === 'Identifier' && expression.callee.name === 'require')
        return lookup.modules.required(argument.value, expression.loc?.filename ?? '');
      if (argument.type === 'SpreadElement' || argument.type === 'ArgumentPlaceholder') return undefined;
      const method = objectFunction(expression);
      if (method !== undefined) return method === 'freeze' || method === 'seal' ? argument : undefined;
      // A function may well change the order of a list, but seldom the keys of an object.
      return second === undefined && follow(lookup, argument).type === 'ObjectExpression' ? argument : undefined;
    }
    default:
      return undefined;
  }
}

/** What a function without parameters gives, if it is nothing but that. */
function resultOf(lookup: Lookup, { callee }: CallExpression): Value | undefined {
  if (callee.type !== 'Identifier') return undefined;
  const called = follow(lookup, callee);
  return called.type === 'ArrowFunctionExpression' && called.body.type !== 'BlockStatement' ? called.body : undefined;
}

/** Finds what was put in last. */
function findAssigned(lookup: Lookup, { value, assignments }: Assigned, segment: PathSegment): Entry | undefined {
  const deeper: Assignment[] = [];
  const withDeeper = (entry: Entry): Entry =>
    deeper.length === 0
      ? entry
      : {
          ...entry,
          value: { type: 'Assigned', value: entry.value, assignments: deeper, loc: (entry.value ?? entry.key).loc as Expression['loc'] },
        };
  for (const assignment of assignments.toReversed()) {
    const [key, ...rest] = assignment.keys;
    if (key === undefined) {
      const entry = findEntry(lookup, assignment.value, segment);
      if (entry !== undefined) return withDeeper(entry);
    } else if (isSegment(String(key), segment)) {
      if (rest.length === 0) return withDeeper({ key: assignment.value, value: assignment.value });
      deeper.unshift({ keys: rest, value: assignment.value });
    }
  }
  const entry = value && findEntry(lookup, value, segment);
  if (entry !== undefined) return withDeeper(entry);
  const [first] = deeper;
  return first && withDeeper({ key: first.value, value: undefined });
}

function elementAt(lookup: Lookup, array: ArrayExpression, segment: PathSegment): Entry | undefined {
  if (!/^\d+$/.test(String(segment))) return undefined;
  let left = Number(segment);
  for (const element of elementsOf(lookup, array)) {
    if (element === undefined) return undefined;
    if (left-- === 0) return element === null ? undefined : { key: element, value: element };
  }
  return undefined;
}

/** Yields the elements of an array, null for a hole, and undefined as the last one if the elements after it are unknown. */
function* elementsOf(lookup: Lookup, array: ArrayExpression, depth = 0): Generator<Expression | null | undefined> {
  for (const element of array.elements) {
    if (element?.type !== 'SpreadElement') {
      yield element;
      continue;
    }
    const spread = follow(lookup, element.argument);
    if (spread.type === 'ArrayExpression' && depth < maximumDepth) yield* elementsOf(lookup, spread, depth + 1);
    else yield undefined;
  }
}

/** The name of the `Object` function that is called, if it is one. */
function objectFunction({ callee }: CallExpression): string | undefined {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || callee.object.name !== 'Object') return undefined;
  return callee.property.type === 'Identifier' ? callee.property.name : '';
}

function nameOf(lookup: Lookup, key: Expression, computed: boolean): string | undefined {
  if (!computed && key.type === 'Identifier') return key.name;
  const name = follow(lookup, key);
  if (name.type === 'StringLiteral' || name.type === 'NumericLiteral') return String(name.value);
  return name.type === 'TemplateLiteral' && name.expressions.length === 0 ? (name.quasis[0]?.value.cooked ?? undefined) : undefined;
}

function firstFound<T>(items: readonly T[], find: (item: T) => Entry | undefined): Entry | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Finds the entry that one side alone has. If both sides have the key, the source does not say which one counts. */
function onlyFound<T>(items: readonly T[], find: (item: T) => Entry | undefined): Entry | undefined {
  const found = items.map(find).filter((entry) => entry !== undefined);
  return found.length === 1 ? found[0] : undefined;
}
