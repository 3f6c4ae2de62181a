import { parseDocument } from 'yaml';
import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import { isObjectTitle } from '../../formats';
import type { KubernetesObject } from '../../model';
import type { RenderedFile } from '../../output';
import { yamlErrorText } from '../yaml-error';
import type { BeforeTree } from './before-tree';

/** The objects of before that are not the same now, and the findings about files that could not be read. */
export interface ChangedObjects {
  readonly objects: readonly KubernetesObject[];
  readonly diagnostics: readonly Diagnostic[];
  /** Whether a document of a file of now was there before, byte by byte, in whatever file. It is asked for where the whole file is not the same. */
  readonly isKept: (path: string, document: () => string) => boolean;
}

/** Whether a file takes part in a comparison: development Secrets are never committed, and what is encrypted cannot be read. */
export function isCompared(path: string): boolean {
  return path.endsWith('.k8s.yaml') && !path.endsWith('.secret.k8s.yaml');
}

/**
 * Finds the objects of before that have changed or are gone. Files are compared by their text, and then documents are, so that only what differs is parsed.
 * @param files what there is now
 * @param development whether the environment is for development: there a file that cannot be read is a warning
 */
export function changedObjects(tree: BeforeTree, files: readonly RenderedFile[], development: boolean): ChangedObjects {
  const now = new Map(files.map(({ path, text }) => [path, text]));
  const differing = tree.paths.filter((path) => {
    const text = now.get(path);
    return isCompared(path) && (text === undefined || !tree.isSame(path, text));
  });
  const differ = new Set(differing);
  const same = new Set(tree.paths.filter((path) => isCompared(path) && !differ.has(path)));
  if (differing.length === 0) return { objects: [], diagnostics: [], isKept: (path) => same.has(path) };
  const kept = new Set<string>();
  const known = new Set(files.filter(({ path }) => isCompared(path)).flatMap(({ text }) => documentsIn(text)));
  const objects: KubernetesObject[] = [];
  const unreadable = new Map<string, string>();
  const texts = tree.read(differing);
  for (const path of differing) if (!texts.has(path)) unreadable.set(path, 'its content is not there');
  for (const [path, text] of texts) {
    for (const document of documentsIn(text)) {
      if (known.has(document)) {
        kept.add(document);
        continue;
      }
      const read = readDocument(document);
      if ('detail' in read) unreadable.set(path, read.detail);
      else if (isObject(read.value)) objects.push(read.value);
      else if (read.value !== null) unreadable.set(path, 'it holds what is no object of Kubernetes');
    }
  }
  const diagnostics = [...unreadable].map(([path, detail]) => {
    const file = `${tree.folder}/${path}`;
    return createDiagnostic(
      'upgrade-before-unreadable',
      { file, detail },
      { file, path: [] },
      { severity: development ? 'warning' : undefined },
    );
  });
  return { objects, diagnostics, isKept: (path, document) => same.has(path) || kept.has(document()) };
}

/** Reads one document; if that fails, says what is wrong with it in our words. Most were written by us, and those are read much faster. */
function readDocument(document: string): { readonly value: unknown } | { readonly detail: string } {
  const { readEmittedYaml } = require('../../output') as typeof import('../../output');
  const ours = readEmittedYaml(document);
  if (ours !== undefined) return { value: ours };
  try {
    const parsed = parseDocument(document, { prettyErrors: false, logLevel: 'silent' });
    const [error] = parsed.errors;
    return error === undefined ? { value: parsed.toJS({ maxAliasCount: 100 }) } : { detail: yamlErrorText(error.code) };
  } catch {
    // An alias that leads nowhere, too many of them, or nesting beyond any manifest.
    return { detail: 'its aliases or its nesting cannot be followed' };
  }
}

/** The documents of a file, without the comment at its head. */
export function documentsIn(text: string): string[] {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/^(?:#.*\n)*/, '')
    .split(/^---(?:[ \t].*)?\n/m);
}

/** Whether the API server may have taken a value as an object. Findings name one by its kind and name. */
function isObject(value: unknown): value is KubernetesObject {
  const { apiVersion, kind, metadata } = Object(value) as Partial<KubernetesObject>;
  const { name } = Object(metadata) as { name?: unknown };
  return [apiVersion, kind, name].every((text) => typeof text === 'string') && isObjectTitle(`${kind}/${String(name)}`);
}
