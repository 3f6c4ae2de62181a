import type { Exposure } from '../../model';
import type { RouteTable } from '../../model/route-table';

/** What an entry of a hash needs beside its key, in bytes. */
const besideKey = 32;

/** How many entries nginx expects beside ours. */
const usual = { headers: 24, variables: 512 } as const;

/**
 * The sizes of nginx's hashes: it does not start where one has no room for the longest of its keys, and warns where it has little room for all.
 * @see https://nginx.org/en/docs/hash.html
 */
export function hashSizes({ table, exposures }: { readonly table: RouteTable; readonly exposures: readonly Exposure[] }): string[] {
  const origins = exposures.flatMap(({ features }) => features.cors?.origins ?? []);
  const headers = [...new Set(exposures.flatMap(({ auth }) => (auth?.kind === 'forward' ? auth.headers : [])))];
  // Those of the maps of origins are named by exposures, and those of methods have numbers.
  const variables = [
    ...headers.map((header) => `login_${header}`),
    ...exposures.flatMap(({ name, features }) => (features.cors === undefined ? [] : [`cors_${name}_credentials`])),
  ];
  const bucketOfHeaders = bucketFor(headers, 64);
  return [
    `server_names_hash_bucket_size ${bucketFor([...table.byHost.keys()], 128)}`,
    ...(table.byHost.size > 256 ? [`server_names_hash_max_size ${powerAbove(table.byHost.size * 4)}`] : []),
    `map_hash_bucket_size ${bucketFor(origins, 128)}`,
    ...(bucketOfHeaders > 64 ? [`proxy_headers_hash_bucket_size ${bucketOfHeaders}`] : []),
    ...(headers.length > 4 ? [`proxy_headers_hash_max_size ${powerAbove((headers.length + usual.headers) * 32)}`] : []),
    ...(bucketFor(variables, 64) > 64 ? [`variables_hash_bucket_size ${bucketFor(variables, 64)}`] : []),
    ...(table.routes.length > 128 ? [`variables_hash_max_size ${powerAbove((table.routes.length + usual.variables) * 4)}`] : []),
  ];
}

function bucketFor(keys: readonly string[], least: number): number {
  return Math.max(least, powerAbove(keys.reduce((longest, { length }) => Math.max(longest, length), 0) + besideKey));
}

function powerAbove(number: number): number {
  return 2 ** Math.ceil(Math.log2(number));
}
