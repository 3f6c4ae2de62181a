import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { parseAllDocuments } from 'yaml';

import { manifestFiles } from './manifests';

/** One product in one environment, synthesized. */
export interface Tree {
  readonly product: string;
  readonly environment: string;
  readonly directory: string;
  /** Whether synthesis wrote Secrets: it does so only for an environment marked `development: true`. */
  readonly isDevelopment: boolean;
}

/** The trees below a folder of the shape `<product>/<environment>/…`. */
export function findTrees(root: string): Tree[] {
  return folders(root).flatMap((product) =>
    folders(path.join(root, product)).map((environment) => {
      const directory = path.join(root, product, environment);
      return { product, environment, directory, isDevelopment: manifestFiles(directory).some((file) => file.endsWith('.secret.k8s.yaml')) };
    }),
  );
}

/** Copies a tree into a folder with another namespace in place of its own; labels, those of Pod Security among them, stay. */
export function copyToNamespace(tree: Tree, directory: string, namespace: string): void {
  for (const file of manifestFiles(tree.directory)) {
    const documents = parseAllDocuments(readFileSync(path.join(tree.directory, file), 'utf8'));
    for (const document of documents) {
      if (document.hasIn(['metadata', 'namespace'])) document.setIn(['metadata', 'namespace'], namespace);
      if (document.get('kind') === 'Namespace') document.setIn(['metadata', 'name'], namespace);
    }
    const copy = path.join(directory, file);
    mkdirSync(path.dirname(copy), { recursive: true });
    writeFileSync(copy, documents.map((document) => `---\n${document.toString({ lineWidth: 0, directives: false })}`).join(''));
  }
}

function folders(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
