import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';

/** A Secret as these tests write it, and as far as they read one. */
export interface SecretManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: object; readonly annotations?: object };
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
}

/** The YAML of a Secret, before anything seals or encrypts it. */
export function plainSecret(name: string, stringData: Readonly<Record<string, string>>, metadata: object = {}): string {
  return stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'acme', ...metadata }, type: 'Opaque', stringData });
}

/** The values of a Secret, however it has them. */
export function valuesOf(secret: string): Record<string, string> {
  const { data = {}, stringData = {} } = parse(secret) as SecretManifest;
  return {
    ...Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')])),
    ...stringData,
  };
}

/** The objects of one kind in a written tree, by name, each as the YAML of a document. */
export function documentsOf(tree: string, kind: string): Map<string, string> {
  const texts = readdirSync(tree)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(path.join(tree, name), 'utf8'));
  return new Map(texts.flatMap(documentsIn).flatMap((object) => (object.kind === kind ? [[object.metadata.name, stringify(object)]] : [])));
}

/** The objects in a YAML stream, without its empty documents. */
export function documentsIn(stream: string): SecretManifest[] {
  return parseAllDocuments(stream).flatMap((document) => (document.toJS() as SecretManifest | null) ?? []);
}

/** All text in the files of a folder, and of those below it; none where there is no folder. */
export function allTextOf(folder: string): string {
  if (!existsSync(folder)) return '';
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => readFileSync(path.join(file.parentPath, file.name), 'utf8')).join('\n');
}
