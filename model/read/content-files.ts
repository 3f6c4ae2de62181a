import { productPath } from '../../formats';
import { mappingOf } from '../objects/mappings';
import type { EnvironmentInput, ProductInput } from './input';

/**
 * Lists the files of a product's folder that the `files` of its services name, for a program that has to read them. Never throws, whatever the input is.
 * @returns paths without `./` from the product's folder, by name, each once; those that lead out of it by their text are left out
 */
export function contentFilesOf({
  registry,
  manifest,
  environments,
}: Pick<ProductInput, 'registry' | 'manifest'> & { readonly environments: readonly Pick<EnvironmentInput, 'overlay'>[] }): string[] {
  const owners = [
    ...valuesOf(registry.value),
    ...valuesOf(mappingOf(manifest.value)['defaults']),
    ...environments.flatMap(({ overlay }) => valuesOf(mappingOf(overlay.value)['services'])),
  ];
  const sources = owners.flatMap((owner) => valuesOf(mappingOf(owner)['files']).map((file) => mappingOf(file)['from']));
  const paths = sources.flatMap((from) => (typeof from === 'string' ? (productPath(from) ?? []) : []));
  return [...new Set(paths)].sort();
}

function valuesOf(value: unknown): unknown[] {
  return Object.values(mappingOf(value));
}
