import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { ManifestObject } from '../../../output';

/** The tree of one product in one environment in `dist/`. */
export interface DistTree {
  /** `<product>/<environment>`. */
  readonly title: string;
  readonly directory: string;
  readonly objects: readonly ManifestObject[];
}

const dist = path.resolve(__dirname, '../../../dist');

/** Every tree below `dist/`. */
export function distTrees(): DistTree[] {
  return folders(dist).flatMap((product) =>
    folders(path.join(dist, product)).map((environment) => {
      const directory = path.join(dist, product, environment);
      const files = readdirSync(directory).filter((file) => file.endsWith('.k8s.yaml'));
      const objects = files.flatMap((file) =>
        parseAllDocuments(readFileSync(path.join(directory, file), 'utf8')).map((document) => document.toJS() as ManifestObject),
      );
      return { title: `${product}/${environment}`, directory, objects };
    }),
  );
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
