import { findUnwritable, isDeeplyFrozen, isPlainObject, type JsonArray, type JsonObject, type JsonValue } from './json';
import { blockScalar, flowScalar, inlineScalar, mappingKey, numberScalar } from './yaml-scalars';

/** Thrown inside the walk, which keeps no path; {@link emitYaml} then looks up the place of the value. */
const UNWRITABLE = new Error('unwritable');

/** The depths with prepared line starts. Kubernetes objects reach about 20; deeper ones only take more time. */
const PREPARED_DEPTHS = 32;
const lineBreaks = Array.from({ length: PREPARED_DEPTHS }, (_, depth) => '\n' + '  '.repeat(depth));
const dashes = lineBreaks.map((lineBreak) => lineBreak + '-');

/**
 * `\n    key:` by depth and key: manifests repeat some 200 keys, and this cache saves a third of the time (values are too various).
 * It is bounded, because ConfigMap keys and labels are input.
 */
const keyLines = lineBreaks.map(() => new Map<string, string>());
const MOST_KEYS_KEPT = 1000;
const LONGEST_KEY_KEPT = 64;

/**
 * The longest flow collection, in characters with its brackets. Its place does not count: whether a collection stands on one line depends on nothing but what is in it, and a change
 * next to it changes no other line.
 */
const LONGEST_FLOW = 80;

/** Above this depth stand the fields that a reader looks for: each has its own lines. */
const FIRST_FLOW_DEPTH = 2;

/** Names, labels and annotations have a line each, wherever they stand: people search for them, and add to them one by one. */
const BLOCK_KEY = 'metadata';

/**
 * Writes plain JSON objects as a YAML stream: two-space indent (sequences too), LF, a final line break, documents
 * separated by `---`, no anchors, no folding, keys in the order of the objects. Block style, but for a short collection of scalars
 * deeper than the object's own fields, which stands on one line: `requests: {cpu: 10m, memory: 32Mi}`, with a key that holds nothing else: `valueFrom: {secretKeyRef: {name: jwt, key: secret}}`. It is a writer of our own because the `yaml`
 * package takes thirty times as long and was three quarters of a synthesis; `yaml`, js-yaml and kubectl are its oracles in tests.
 *
 * @param documents plain data without cycles; a property that is `undefined` is skipped
 * @returns the text, which YAML 1.1 and 1.2 parsers read alike; the empty string for no documents
 * @throws TypeError naming the place, if there is a value JSON cannot hold: undefined or a hole in an array, a function, a
 *   symbol, a bigint, NaN, an infinity, or an instance of a class
 */
export function emitYaml(documents: readonly JsonObject[]): string {
  let text = '';
  for (const [index, document] of documents.entries()) {
    try {
      text = mapping(index === 0 ? '' : `${text}---\n`, document, 0, 'short', '') + '\n';
    } catch (error) {
      if (error !== UNWRITABLE) throw error;
      throw new TypeError(`cannot write YAML: ${findUnwritable(document, '')} (document ${index + 1} of ${documents.length})`);
    }
  }
  return text;
}

/** How collections are written: short ones on one line, or all of them in block style. */
type Style = 'short' | 'block';

/*
 * Each function below gets the text so far and returns it with one node added, from the character after `key:` or `-` up to, not
 * including, the line break that ends it. One growing string is what V8 concatenates and flattens fastest.
 */

/** @param lead the text before the first key: empty at the root, a space after a dash, undefined for a line of its own */
function mapping(text: string, object: JsonObject, depth: number, style: Style, lead?: '' | ' '): string {
  if (typeof object !== 'object' || object === null || !isPlainObject(object)) throw UNWRITABLE;
  if (style === 'short' && depth >= FIRST_FLOW_DEPTH) {
    const short = flowMapping(object);
    if (short !== undefined) return `${text} ${short}`;
  }
  let ahead = lead;
  let empty = true;
  // for-in, not Object.entries: it allocates nothing, and a plain object inherits nothing enumerable.
  for (const key in object) {
    const value = object[key];
    if (value === undefined) continue;
    text += ahead === undefined ? keyLine(key, depth) : ahead + mappingKey(key, lineBreak(depth));
    ahead = undefined;
    empty = false;
    text = node(text, value, depth + 1, key === BLOCK_KEY ? 'block' : style);
  }
  return empty ? `${text}${lead ?? ' '}{}` : text;
}

/** @param inDash whether the sequence is an item of another sequence and starts on its line */
function sequence(text: string, array: JsonArray, depth: number, style: Style, inDash: boolean): string {
  if (array.length === 0) return text + ' []';
  if (style === 'short' && depth >= FIRST_FLOW_DEPTH) {
    const short = flowSequence(array);
    if (short !== undefined) return `${text} ${short}`;
  }
  // By index, so that a hole counts as undefined and is refused.
  for (let index = 0; index < array.length; index++) {
    const value = array[index];
    text += index === 0 && inDash ? ' -' : (dashes[depth] ?? lineBreak(depth) + '-');
    if (Array.isArray(value)) text = sequence(text, value, depth + 1, style, true);
    else if (typeof value === 'object' && value !== null) text = mapping(text, value as JsonObject, depth + 1, style, ' ');
    else text = node(text, value, depth + 1, style);
  }
  return text;
}

/** The mapping on one line; undefined if it is empty or too long, or holds a text of several lines, or a collection and anything beside. */
function flowMapping(object: JsonObject): string | undefined {
  let text = '';
  let isFull = false;
  for (const key in object) {
    const value = object[key];
    if (value === undefined) continue;
    if (isFull || key === BLOCK_KEY) return undefined;
    let short = shortScalar(value);
    if (short === undefined) {
      if (text !== '') return undefined;
      short = shortCollection(value);
      if (short === undefined) return undefined;
      isFull = true;
    }
    text += `${text === '' ? '{' : ', '}${mappingKey(key, ' ')} ${short}`;
    if (text.length >= LONGEST_FLOW) return undefined;
  }
  return text === '' ? undefined : `${text}}`;
}

/** The sequence on one line; undefined as for mappings. */
function flowSequence(array: JsonArray): string | undefined {
  let text = '';
  for (const item of array) {
    const scalar = shortScalar(item);
    if (scalar === undefined) return undefined;
    text += `${text === '' ? '[' : ', '}${scalar}`;
    if (text.length >= LONGEST_FLOW) return undefined;
  }
  return `${text}]`;
}

/** A collection that is all that a flow mapping holds; undefined for all else. */
function shortCollection(value: JsonValue): string | undefined {
  if (Array.isArray(value)) return value.length === 0 ? undefined : flowSequence(value);
  return typeof value === 'object' && value !== null && isPlainObject(value) ? flowMapping(value as JsonObject) : undefined;
}

/** A scalar inside a flow collection; undefined for all else, which the block style writes or refuses. */
function shortScalar(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value.length < LONGEST_FLOW && !value.includes('\n') ? flowScalar(value) : undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? numberScalar(value) : undefined;
  return typeof value === 'boolean' || value === null ? String(value) : undefined;
}

/** @param depth the depth of the node's own lines, if it has any */
function node(text: string, value: JsonValue | undefined, depth: number, style: Style): string {
  if (typeof value === 'string') {
    const block = value.includes('\n') ? blockScalar(value, lineBreak(depth)) : undefined;
    return `${text} ${block ?? inlineScalar(value)}`;
  }
  if (typeof value === 'number' && Number.isFinite(value)) return `${text} ${numberScalar(value)}`;
  if (value === true) return text + ' true';
  if (value === false) return text + ' false';
  if (value === null) return text + ' null';
  if (typeof value !== 'object') throw UNWRITABLE;
  if (Object.isFrozen(value)) return text + frozenNode(value, depth, style);
  return collection(text, value, depth, style);
}

function collection(text: string, value: JsonArray | JsonObject, depth: number, style: Style): string {
  return Array.isArray(value) ? sequence(text, value, depth, style, false) : mapping(text, value as JsonObject, depth, style);
}

/**
 * The text of values that can never change, by depth. The labels of a service, the security context of a runtime and the script
 * of an init Job stand in thousands of places; they are half of all the text.
 */
const frozenTexts: Readonly<Record<Style, WeakMap<object, (string | undefined)[]>>> = { short: new WeakMap(), block: new WeakMap() };

function frozenNode(value: JsonArray | JsonObject, depth: number, style: Style): string {
  let texts = frozenTexts[style].get(value);
  const hit = texts?.[depth];
  if (hit !== undefined) return hit;
  const text = collection('', value, depth, style);
  if (texts === undefined) {
    // A value that is frozen at the top alone could have other content the next time.
    if (!isDeeplyFrozen(value)) return text;
    frozenTexts[style].set(value, (texts = []));
  }
  texts[depth] = text;
  return text;
}

function keyLine(key: string, depth: number): string {
  const known = keyLines[depth];
  const hit = known?.get(key);
  if (hit !== undefined) return hit;
  // join, not +, since it makes one flat string, which is then appended faster each time.
  const line = [lineBreak(depth), mappingKey(key, lineBreak(depth))].join('');
  if (known !== undefined && known.size < MOST_KEYS_KEPT && key.length <= LONGEST_KEY_KEPT) known.set(key, line);
  return line;
}

const lineBreak = (depth: number): string => lineBreaks[depth] ?? '\n' + '  '.repeat(depth);
