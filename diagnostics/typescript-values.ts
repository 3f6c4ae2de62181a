import { isSegment } from './clean';
import type { PathSegment } from './diagnostic';
import type { Expression } from './typescript-module';

type ArrayExpression = Extract<Expression, { type: 'ArrayExpression' }>;
type CallExpression = Extract<Expression, { type: 'CallExpression' }>;

/** The properties that all nodes have. */
export interface Node {
  /** The position in the source: lines from 1, columns from 0. */
  readonly loc?: { readonly start: { readonly line: number; readonly column: number } } | null | undefined;
}

/** A key of an object, or an element of an array, in the source. */
export interface Entry {
  /** The key, or the element itself. */
  readonly key: Node;
  /** The value; undefined if it is code, as for a method. */
  readonly value: Expression | undefined;
}

/** The state of the look-up of one path. */
export interface Lookup {
  /** The initial values of the module's variables, by name. */
  readonly variables: ReadonlyMap<string, Expression>;
  /** The number of expressions that the look-up may still visit. Without a bound, spreads of spreads could take forever. */
  budget: number;
  /** The depth of nested look-ups: a variable may refer to itself. */
  depth: number;
}

const maximumDepth = 100;

/**
 * Finds a key of the object, or an element of the array, that an expression stands for: through type assertions, `Object.freeze`, `Object.assign`,
 * calls of a function with one object such as `defineRegistry({...})`, spreads, conditions, member accesses and variables of the module.
 * @returns its place in the source; undefined if it does not exist, or is computed in another way
 */
export function findEntry(lookup: Lookup, expression: Expression, segment: PathSegment): Entry | undefined {
  if (lookup.depth >= maximumDepth || lookup.budget <= 0) return undefined;
  lookup.depth++;
  const entry = findEntryIn(lookup, follow(lookup, expression), segment);
  lookup.depth--;
  return entry;
}

function findEntryIn(lookup: Lookup, target: Expression, segment: PathSegment): Entry | undefined {
  switch (target.type) {
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
function follow(lookup: Lookup, expression: Expression): Expression {
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

function stepInto(lookup: Lookup, expression: Expression): Expression | undefined {
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
      return lookup.variables.get(expression.name);
    case 'MemberExpression': {
      const name = nameOf(lookup, expression.property as Expression, expression.computed);
      return name === undefined ? undefined : findEntry(lookup, expression.object, name)?.value;
    }
    case 'CallExpression': {
      const [argument, second] = expression.arguments;
      if (argument === undefined || argument.type === 'SpreadElement' || argument.type === 'ArgumentPlaceholder') return undefined;
      const method = objectFunction(expression);
      if (method !== undefined) return method === 'freeze' || method === 'seal' ? argument : undefined;
      // A function may well change the order of a list, but seldom the keys of an object.
      return second === undefined && follow(lookup, argument).type === 'ObjectExpression' ? argument : undefined;
    }
    default:
      return undefined;
  }
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
