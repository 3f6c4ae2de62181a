import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { ManifestObject } from '../../../output';

/** The tree of one product in one environment in `dist/`, or a golden tree. */
export interface DistTree {
  /** `<product>/<environment>`, or `golden` and the name of the tree. */
  readonly title: string;
  readonly directory: string;
  readonly objects: readonly ManifestObject[];
}

const dist = path.resolve(__dirname, '../../../dist');
const golden = path.resolve(__dirname, '../../../__snapshots__/golden');

/** Every tree below `dist/`. */
export function distTrees(): DistTree[] {
  return folders(dist).flatMap((product) =>
    folders(path.join(dist, product)).map((environment) => treeIn(`${product}/${environment}`, path.join(dist, product, environment))),
  );
}

/** Every golden tree. */
export function goldenTrees(): DistTree[] {
  return folders(golden).map((name) => treeIn(`golden/${name}`, path.join(golden, name)));
}

function treeIn(title: string, directory: string): DistTree {
  const files = readdirSync(directory).filter((file) => file.endsWith('.k8s.yaml'));
  const objects = files.flatMap((file) =>
    parseAllDocuments(readFileSync(path.join(directory, file), 'utf8')).map((document) => document.toJS() as ManifestObject),
  );
  return { title, directory, objects };
}

/** The name of an object in findings. */
export function objectTitle({ kind, metadata }: { readonly kind: string; readonly metadata: { readonly name: string } }): string {
  return `${kind} ${metadata.name}`;
}

function folders(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
