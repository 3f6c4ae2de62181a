import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseAllDocuments, type Document, type Pair, type YAMLMap } from 'yaml';
import { isSegment } from './clean';
import type { PathSegment } from './diagnostic';
import type { FindPosition } from './position';

/**
 * Reads a YAML or JSON text for the positions of its values. The function follows aliases and merge keys.
 * @returns a function that finds positions; after a syntax error it knows the part that the parser could read
 */
export function readYamlPositions(source: string): FindPosition {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(source, { lineCounter, uniqueKeys: false, strict: false, logLevel: 'silent' });
  return (path, key, index = 0) => {
    const document = documents[index];
    const { line, col } = lineCounter.linePos(document === undefined ? 0 : offsetOf(document, path, key));
    return { line, column: col };
  };
}

function offsetOf(document: Document, path: readonly PathSegment[], key: boolean): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [index, segment] of path.entries()) {
    const target = withoutAlias(document, node);
    if (isSeq(target)) {
      node = /^\d+$/.test(String(segment)) ? target.items[Number(segment)] : undefined;
    } else {
      const pair = isMap(target) ? pairOf(document, target, String(segment), new Set()) : undefined;
      const keyOffset = startOf(pair?.key) ?? offset;
      if (key && index === path.length - 1) return keyOffset;
      node = pair?.value;
      // An empty value has no spot of its own.
      if (pair !== undefined && (node === null || isEmpty(node))) return keyOffset;
    }
    const start = startOf(node);
    if (start === undefined) return offset;
    offset = start;
  }
  return offset;
}

/** Finds a key in a map or in a map that is merged into it. `seen` holds the maps that are searched already. */
function pairOf(document: Document, map: YAMLMap, key: string, seen: Set<YAMLMap>): Pair | undefined {
  seen.add(map);
  const own = map.items.findLast((pair) => isSegment(keyOf(document, pair) ?? '', key));
  if (own !== undefined) return own;
  for (const pair of map.items) {
    if (keyOf(document, pair) !== '<<') continue;
    const merged = withoutAlias(document, pair.value);
    for (const item of isSeq(merged) ? merged.items : [merged]) {
      const source = withoutAlias(document, item);
      const found = isMap(source) && !seen.has(source) ? pairOf(document, source, key, seen) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function keyOf(document: Document, pair: Pair): string | undefined {
  const key = withoutAlias(document, pair.key);
  return isScalar(key) ? String(key.value) : undefined;
}

function withoutAlias(document: Document, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.range?.[0] === node.range?.[1];
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
