import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, type Pair, visit, type YAMLMap } from 'yaml';
import { createDiagnostic, type Diagnostic, type Place } from '../diagnostics';

/**
 * Finds what a YAML file says in vain or twice, which a parser takes for something else than its author means: a second document, a key that stands
 * twice in a mapping, a merge key, another version of YAML, a tag.
 * @param document parsed without a look for keys that stand twice
 */
export function yamlFlaws(document: Document, file: string, lineCounter: LineCounter): Diagnostic[] {
  const placeOf = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, path: [], position: { line, column: col } };
  };
  const found: Diagnostic[] = [];
  for (const { code, pos } of document.errors) {
    if (code !== 'MULTIPLE_DOCS') continue;
    const related = [{ label: 'the one that is read begins at', place: placeOf(startOf(document.contents) ?? 0) }];
    found.push(createDiagnostic('yaml-several-documents', {}, placeOf(pos[0]), { related }));
  }
  const merges = document.directives?.yaml.version === '1.1';
  found.push(...yamlDialect(document, file, lineCounter));
  visit(document, {
    Map: (_, map) => {
      const seen = new Map<string, Pair>();
      for (const pair of map.items) {
        const key = keyOf(pair);
        const offset = startOf(pair.key);
        if (key === undefined || offset === undefined) continue;
        if (key === '<<' && !merges) {
          const source = mergedBy(document, pair);
          const related = source === undefined ? [] : [{ label: 'the mapping is at', place: placeOf(source) }];
          found.push(createDiagnostic('yaml-merge-key', {}, placeOf(offset), { related }));
          continue;
        }
        const first = startOf(seen.get(key)?.key);
        if (first === undefined) {
          seen.set(key, pair);
          continue;
        }
        const related = [{ label: 'first written at', place: placeOf(first) }];
        found.push(createDiagnostic('yaml-key-repeated', { key }, placeOf(offset), { related }));
      }
    },
  });
  return found;
}

/** The tags of YAML that say of a value what it is anyway. */
const plainTags = new Set(['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`));

/** Finds a directive for another version of YAML, by which the same text has other values, and tags, which would be dropped. */
export function yamlDialect(document: Document.Parsed | Document, file: string, lineCounter: LineCounter): Diagnostic[] {
  const placeOf = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, path: [], position: { line, column: col } };
  };
  const version = document.directives?.yaml.version ?? '1.2';
  // A directive stands in front of its document.
  const start = Math.max(0, (document.range?.[0] ?? 0) - 1);
  const found: Diagnostic[] = version === '1.2' ? [] : [createDiagnostic('yaml-version', { version }, placeOf(start))];
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node) || node.tag === undefined || plainTags.has(node.tag)) return;
      found.push(createDiagnostic('yaml-tag', { tag: shortTag(node.tag) }, placeOf(startOf(node) ?? 0)));
    },
  });
  return found;
}

/** A tag as it is written: `!!binary` for those of YAML. */
function shortTag(tag: string): string {
  return tag.replace(/^tag:yaml\.org,2002:/, '!!');
}

function keyOf({ key }: YAMLMap['items'][number]): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

/** The offset of the first mapping that a merge key leads to. */
function mergedBy(document: Document, { value }: Pair): number | undefined {
  const first = isSeq(value) ? value.items[0] : value;
  const source = isAlias(first) ? first.resolve(document) : first;
  return isMap(source) ? startOf(source) : undefined;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
