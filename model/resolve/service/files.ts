import { createDiagnostic } from '../../../diagnostics';
import { productPath } from '../../../formats';
import type { FileInput } from '../../../registry/schema';
import { type Origin, type Origins, placeUnder } from '../../origin';
import type { FileContent, Service, ServiceFile, ServiceSecretFile } from '../../platform';
import { into, type Layer, withOverruled } from '../layers';
import { compareText } from '../order';
import type { Gatherer } from '../references/gather';
import type { ReferenceScope } from '../references/refer';
import { isOfOthers, plainTextOf, resolveText } from '../references/resolve-text';
import { isForMany } from './referring-variables';
import type { Part, Subject } from './subject';

type Files = Pick<Service, 'files' | 'secretFiles'>;

interface References {
  readonly scope: ReferenceScope;
  readonly gatherer: Gatherer;
}

/**
 * Resolves the files of a service, each path by itself: the overlay over the entry over the defaults.
 * @param references what templates can refer to, and where it is gathered
 */
export function resolveFiles({ layers, context: { files: known } }: Subject, references: References): Part<Files> {
  const files = laidByPath(into(layers, 'files'));
  const secretFiles = laidByPath(into(layers, 'secretFiles'));
  return {
    values: {
      files: files.values.flatMap(([path, input, origin]) =>
        'template' in input ? fromTemplate(path, input.template, origin, references) : [toFile(path, input, known)],
      ),
      secretFiles: secretFiles.values.map(([path, { secret: name, key, generate }]): ServiceSecretFile => ({
        path,
        secret: { name, key, optional: false, ...(generate !== undefined && { generate }) },
      })),
    },
    origins: { files: files.origins, secretFiles: secretFiles.origins },
  };
}

/**
 * Lays the files of one service over those of another.
 * @param origins the origins of `own`, also of the paths that are taken away
 */
export function overFiles<T extends { readonly path: string }>(own: readonly T[], lent: readonly T[], { fields = {} }: Origins = {}): T[] {
  const kept = lent.filter(({ path }) => !Object.hasOwn(fields, path));
  return kept.length === 0 ? [...own] : [...own, ...kept].sort((a, b) => compareText(a.path, b.path));
}

interface Laid<T> {
  /** By path in code-unit order. */
  readonly values: readonly (readonly [string, T, Origin])[];
  readonly origins: Origins;
}

function laidByPath<T extends object>(layers: readonly Layer<Readonly<Record<string, T | false>>>[]): Laid<T> {
  if (layers.length === 0) return { values: [], origins: {} };
  const values = new Map<string, { readonly value: T | false; readonly origin: Origin }>();
  const origins = new Map<string, Origins>();
  for (const { layer, place, values: files } of layers) {
    for (const [path, value] of Object.entries(files)) {
      const origin: Origin = { layer, place: placeUnder(place, path) };
      const before = origins.get(path);
      if (before === undefined) values.set(path, { value, origin });
      origins.set(path, before === undefined ? { origin } : withOverruled(before, { ...origin, value }));
    }
  }
  const present = [...values].flatMap(([path, { value, origin }]) => (value === false ? [] : [[path, value, origin] as const]));
  return { values: present.sort(([a], [b]) => compareText(a, b)), origins: { fields: Object.fromEntries(origins) } };
}

/** Looks up the references of a template. A file for many services is left out of one that lacks what it refers to. */
function fromTemplate(path: string, template: string, origin: Origin, { scope, gatherer }: References): ServiceFile[] {
  const text = resolveText(template, scope);
  if (isForMany(origin) && isOfOthers(text)) return [];
  gatherer.add(text, path, origin);
  for (const reference of text.secret) gatherer.report(createDiagnostic('file-reference-secret', { path, reference }, origin.place));
  const plain = text.complete ? plainTextOf(text) : undefined;
  const content = plain === undefined ? undefined : { text: plain };
  return [{ path, from: undefined, content, bytes: content === undefined ? 0 : bytesOf(content) }];
}

function toFile(path: string, input: Exclude<FileInput, false | { template: string }>, known: Subject['context']['files']): ServiceFile {
  if ('text' in input) return { path, from: undefined, content: input, bytes: bytesOf(input) };
  const from = productPath(input.from) ?? input.from;
  const { content, bytes = 0 } = known.get(from) ?? {};
  return { path, from, content, bytes: content === undefined ? bytes : bytesOf(content) };
}

function bytesOf(content: FileContent): number {
  return 'text' in content ? Buffer.byteLength(content.text) : Buffer.byteLength(content.base64, 'base64');
}
