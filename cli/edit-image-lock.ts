import { type Document, isMap, isScalar, type Pair, parseDocument, type Scalar, stringify, visit, YAMLMap } from 'yaml';
import { UsageError } from './usage-error';

/** The entry of one service in the image lock. */
export interface ImagePin {
  readonly tag: string;
  readonly digest: string | undefined;
}

/**
 * Puts pins into the text of an image lock. Comments and the order of what is there are kept; a service that is new comes last. Where only texts
 * change, not a byte beside them does.
 * @param source the text of a lock whose shape was checked
 * @param pins by registry key
 * @throws UsageError when the text has aliases: a change of one service could change another
 */
export function editImageLock(source: string, pins: ReadonlyMap<string, ImagePin>): string {
  const document = parseDocument(source);
  visit(document, {
    Alias() {
      throw new UsageError(
        'the image lock has YAML aliases, through which a change of one service would reach others: write their values out',
      );
    },
  });
  const services = rootOf(document);
  const spots = [...pins].flatMap(([service, pin]) => spotsOf(services, service, pin));
  if (spots.every((spot) => spot !== undefined)) return withTexts(source, spots);
  for (const [service, pin] of pins) setPin(document, services, service, pin);
  const indent = /^( +)[^\s#]/m.exec(source)?.[1]?.length ?? 2;
  return document.toString({ lineWidth: 0, indent });
}

function rootOf(document: Document): YAMLMap {
  if (isMap(document.contents)) return document.contents;
  const root = new YAMLMap(document.schema);
  // The comments of an empty file stand after its contents, which are nothing.
  document.commentBefore = [document.commentBefore, document.comment].filter((comment) => typeof comment === 'string').join('\n') || null;
  document.comment = null;
  document.contents = root;
  return root;
}

/** A text in the source, and what shall stand there. */
interface Spot {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where a pin's texts are written; undefined for one that is not there yet, or that has to go. */
function spotsOf(services: YAMLMap, service: string, { tag, digest }: ImagePin): (Spot | undefined)[] {
  const pin = pairOf(services, service)?.value;
  if (!isMap(pin)) return [undefined];
  const written = pairOf(pin, 'digest')?.value;
  return [spotOf(pairOf(pin, 'tag')?.value, tag), ...(written === undefined && digest === undefined ? [] : [spotOf(written, digest)])];
}

function spotOf(node: unknown, text: string | undefined): Spot | undefined {
  if (text === undefined || !isScalar(node) || !isInOneLine(node) || !node.range) return undefined;
  const [start, end] = node.range;
  return { start, end, text: stringify(text, { defaultStringType: node.type ?? 'PLAIN', lineWidth: 0 }).trimEnd() };
}

function isInOneLine({ type }: Scalar): boolean {
  return type === 'PLAIN' || type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE';
}

function withTexts(source: string, spots: readonly Spot[]): string {
  // From the end on, so that the spots before stay where they are.
  const backwards = [...spots].sort((one, other) => other.start - one.start);
  return backwards.reduce((text, spot) => text.slice(0, spot.start) + spot.text + text.slice(spot.end), source);
}

function setPin(document: Document, services: YAMLMap, service: string, { tag, digest }: ImagePin): void {
  const pin = pairOf(services, service)?.value;
  if (!isMap(pin)) {
    services.add(document.createPair(service, { tag, ...(digest !== undefined && { digest }) }));
    return;
  }
  setText(document, pin, 'tag', tag);
  if (digest === undefined) pin.delete('digest');
  else setText(document, pin, 'digest', digest);
}

/** Changes the text in its node, so that the node keeps its comments and quotes. */
function setText(document: Document, map: YAMLMap, key: string, text: string): void {
  const value = pairOf(map, key)?.value;
  if (isScalar(value)) value.value = text;
  else map.set(key, document.createNode(text));
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key);
}
