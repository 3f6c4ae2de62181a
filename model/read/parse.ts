import type { z } from 'zod';
import { createDiagnostic, type Diagnostic, mostLevels, type PathSegment, type Place } from '../../diagnostics';
import {
  environmentOverlaySchema,
  type EnvironmentOverlay,
  illegalValueOf,
  type ImageLock,
  imageLockSchema,
  type ParsedService,
  productManifestSchema,
  type ProductManifest,
  serviceRegistrySchema,
} from '../../registry/schema';
import { isLoaded, type ParseInput } from './input';
import { describeValue, issuesToDiagnostics } from './parse-issues';
import { type Fillers, repair, type Repaired } from './repair';

/** The outcome of parsing one file. */
export interface Parsed<T> {
  /** The checked value, also if it holds illegal values; undefined if a finding made it unusable. */
  readonly value: T | undefined;
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
  /**
   * If the value is unusable, the part of it that is whole, so that it can be checked. Nothing is made of it.
   * @default the value is usable, or nothing of it is whole
   */
  readonly repaired?: Repaired<T> | undefined;
}

const registryFillers: Fillers = { values: { layer: 'domain' }, depth: 2 };

/** A product is often called like its folder. */
function manifestFillers(file: string): Fillers {
  return { values: { name: file.split('/').at(-2) ?? '', label: 'Product', imageRegistry: 'registry.example' }, depth: 1 };
}

const overlayFillers: Fillers = { values: { delivery: 'kubectl', images: { tag: '1' }, secrets: { provider: 'existing' } }, depth: 1 };

/** A service registry after its shape was checked. */
export type Registry = Readonly<Record<string, ParsedService>>;

/**
 * Checks the shape of a service registry. Never throws: every finding is a diagnostic.
 * @returns the registry, or the findings
 */
export function parseRegistry(input: ParseInput): Parsed<Registry> {
  return parseWith(serviceRegistrySchema, loaded('parseRegistry', input), registryFillers);
}

/**
 * Checks the shape of a product manifest. Never throws: every finding is a diagnostic.
 * @returns the product manifest, or the findings
 */
export function parseProductManifest(input: ParseInput): Parsed<ProductManifest> {
  return parseWith(productManifestSchema, loaded('parseProductManifest', input), manifestFillers(input.file));
}

/**
 * Checks the shape of an environment's overlay. Never throws: every finding is a diagnostic.
 * @returns the overlay, or the findings
 */
export function parseEnvironmentOverlay(input: ParseInput): Parsed<EnvironmentOverlay> {
  return parseWith(environmentOverlaySchema, loaded('parseEnvironmentOverlay', input), overlayFillers);
}

/**
 * Checks the shape of an environment's image lock. Never throws: every finding is a diagnostic.
 * @returns the lock, or the findings; a file with nothing but comments pins nothing
 */
export function parseImageLock(input: ParseInput): Parsed<ImageLock> {
  const { value, file } = loaded('parseImageLock', input);
  return parseWith(imageLockSchema, { value: value ?? {}, file });
}

/** A program in JavaScript may call with anything. */
function loaded(name: string, input: ParseInput): ParseInput {
  if (!isLoaded(input))
    throw new TypeError(`\`${name}()\` takes \`{ file, value }\`: the path that findings name, and the value that was read`);
  return input;
}

function parseWith<S extends z.ZodType>(schema: S, input: ParseInput, fillers?: Fillers): Parsed<z.output<S>> {
  try {
    return parsed(schema, input, fillers);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // More mistakes or more levels than zod's calls take: the first of them are told, and nothing is used.
    const { diagnostics } = parsed(schema, { ...input, value: shortened(input.value) }, fillers);
    const whole = { path: 'the file', expected: `lists of at most ${mostItems} items, in at most ${mostLevels} levels`, received: 'more' };
    const root: Place = { file: input.file, path: [] };
    return {
      value: undefined,
      file: input.file,
      diagnostics: diagnostics.length > 0 ? diagnostics : [createDiagnostic('invalid-value', whole, root)],
    };
  }
}

function parsed<S extends z.ZodType>(schema: S, input: ParseInput, fillers?: Fillers): Parsed<z.output<S>> {
  const root: Place = { file: input.file, path: [] };
  if (input.value === null || typeof input.value !== 'object' || Array.isArray(input.value)) {
    return {
      value: undefined,
      file: input.file,
      diagnostics: [
        createDiagnostic('invalid-value', { path: 'the file', expected: 'a mapping', received: describeValue(input.value) }, root),
      ],
    };
  }
  const result = schema.safeParse(input.value);
  const unknown = prototypeKeys(input);
  if (result.success && unknown.length === 0) return { value: result.data, file: input.file, diagnostics: [] };
  const issues = result.success ? [] : result.error.issues;
  const findings = issuesToDiagnostics(issues, schema, input);
  const usable = unknown.length === 0 && issues.every((issue) => illegalValueOf(issue) !== undefined);
  // Mappings with fixed keys report it themselves, and say which there are.
  const reported = new Set(findings.filter(({ code }) => code === 'unknown-key').map(({ at }) => JSON.stringify(at.path)));
  const diagnostics = [...findings, ...unknown.filter(({ at }) => !reported.has(JSON.stringify(at.path)))];
  if (usable) return { value: valueOf(schema, input.value), file: input.file, diagnostics };
  const rest = repair(schema, input.value, fillers);
  const repaired = rest && { value: valueOf(schema, rest.value), lost: [...rest.lost, ...unknown.map(({ at }) => at.path)] };
  return { value: undefined, file: input.file, diagnostics, repaired };
}

/** How many items of a list, and entries of a mapping, are read of a file with more mistakes than can be told. */
const mostItems = 1_000;

/** A copy with the first items of each list and mapping, and without what is nested too deep. */
function shortened(value: unknown, level = 0): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (level > mostLevels) return null;
  if (Array.isArray(value)) return value.slice(0, mostItems).map((item) => shortened(item, level + 1));
  const entries = Object.entries(value).slice(0, mostItems);
  return Object.fromEntries(entries.map(([key, inner]) => [key, shortened(inner, level + 1)]));
}

/** An overlay that says nothing, in place of one that cannot be read. */
export function emptyOverlay(): EnvironmentOverlay {
  return valueOf(environmentOverlaySchema, overlayFillers.values);
}

/**
 * Reads a value of the right types that holds illegal values. `safeParse` returns no such value, but this is its first step.
 * @see https://zod.dev/packages/core
 */
function valueOf<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema._zod.run({ value, issues: [] }, { async: false });
  if (result instanceof Promise) throw new TypeError('the schema has asynchronous checks');
  return result.value as z.output<S>;
}

/**
 * Finds keys `__proto__`, which no schema lets through: zod leaves them out of mappings without fixed keys and says nothing, so that what stands under
 * them would neither be checked nor have an effect.
 * @returns a finding for each
 */
function prototypeKeys({ value, file }: ParseInput): Diagnostic[] {
  const found: Diagnostic[] = [];
  const seen = new Set<object>();
  const visit = (inner: unknown, path: readonly PathSegment[]): void => {
    if (inner === null || typeof inner !== 'object' || seen.has(inner)) return;
    seen.add(inner);
    if (Array.isArray(inner)) {
      for (const [index, item] of inner.entries()) visit(item, [...path, index]);
      return;
    }
    for (const [key, item] of Object.entries(inner)) {
      if (key !== '__proto__') visit(item, [...path, key]);
      else found.push(createDiagnostic('unknown-key', { key, allowed: [] }, { file, path: [...path, key], key: true }));
    }
  };
  visit(value, []);
  return found;
}
