import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The PostgreSQL extension that is added. */
export const EXTENSION = 'citext';

/**
 * Adds a PostgreSQL extension to one of the named services, by editing the text of the registry it is declared in, as a person would.
 * @returns the hostname of the service that changed
 */
export function addExtension(registry: string, product: string, hostnames: readonly string[]): string {
  const folder = path.join(registry, product);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
    const source = readFileSync(path.join(folder, file), 'utf8');
    for (const hostname of hostnames) {
      const changed = withExtension(source, hostname);
      if (changed === undefined) continue;
      writeFileSync(path.join(folder, file), changed);
      return hostname;
    }
  }
  throw new Error(`no service of ${folder} could be given an extension: tried ${hostnames.join(', ')}`);
}

/** The source with an extension more for one service; undefined when the service is not in it or has extensions already. */
function withExtension(source: string, hostname: string): string | undefined {
  const start = source.search(new RegExp(`\\bhostname: ['"]${hostname}['"]`));
  if (start < 0) return undefined;
  const next = source.indexOf('hostname:', start + 'hostname:'.length);
  const entry = source.slice(start, next < 0 ? undefined : next);
  return entry.includes('extensions:') ? undefined : `${source.slice(0, start)}extensions: ['${EXTENSION}'], ${source.slice(start)}`;
}
