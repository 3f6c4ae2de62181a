import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import { isDnsSubdomain, isPreviewNumber } from '../../formats';
import { placeOf } from '../origin';
import { databaseSuffix, isElsewhere, type Platform, type Preview } from '../platform';
import { databaseRoles } from '../rules/facts/databases';

/**
 * Finds names of environments that a preview of some number would have, too: databases and roles of one server, namespaces, and trees. Takes time in proportion to the names.
 * @returns one finding for each such name
 */
export function previewNames(platforms: readonly Platform[]): Diagnostic[] {
  const previews = new Map<string, Named>();
  for (const platform of platforms) {
    const { preview } = platform;
    if (preview === undefined) continue;
    for (const named of namesOf(platform)) {
      const id = idOf({ ...named, name: withoutNumber(named, preview) });
      if (!previews.has(id)) previews.set(id, named);
    }
  }
  if (previews.size === 0) return [];
  return platforms.flatMap((platform) => {
    if (platform.preview !== undefined) return [];
    // A role of the name of its database is told by that.
    const told = new Set<string>();
    return namesOf(platform).flatMap((named) => {
      const { kind, name, within } = named;
      const asDatabase = idOf({ kind: 'database', name, within });
      if (kind === 'role' && told.has(asDatabase)) return [];
      const found = taken(named, previews);
      if (kind === 'database' && found.length > 0) told.add(asDatabase);
      return found;
    });
  });
}

/** A name that a preview has its number at the end of. */
interface Named {
  readonly kind: 'database' | 'role' | 'namespace' | 'tree';
  readonly name: string;
  /** Where the name can be there but once: a server, or the folder of a product. */
  readonly within: string;
  readonly platform: Platform;
  readonly place: Place;
}

function namesOf(platform: Platform): Named[] {
  const { product, environment, namespace, preview, sources } = platform;
  const overlay: Place = { file: sources.overlay.file, path: [] };
  return [
    { kind: 'namespace', name: namespace, within: '', platform, place: placeOf(platform, 'namespace') },
    {
      kind: 'tree',
      name: preview === undefined ? environment : `${environment}-${preview.number}`,
      within: product,
      platform,
      place: overlay,
    },
    ...platform.services.flatMap(({ key, database }): Named[] => {
      const server = database?.server;
      if (database === undefined || server === undefined || !isElsewhere(server) || !isDnsSubdomain(server.host)) return [];
      const of = { within: `${server.host}:${server.port}`, platform, place: placeOf(platform, 'services', key, 'database') };
      const own: Named[] = database.guest === undefined ? [{ kind: 'database', name: database.name, ...of }] : [];
      return [...own, ...databaseRoles(database).map((name): Named => ({ kind: 'role', name, ...of }))];
    }),
  ];
}

function withoutNumber({ kind, name }: Named, preview: Preview): string {
  const suffix = isOfServer(kind) ? databaseSuffix(preview) : `-${preview.number}`;
  return name.slice(0, -suffix.length);
}

function taken(named: Named, previews: ReadonlyMap<string, Named>): Diagnostic[] {
  const { kind, name, platform, place } = named;
  const dash = name.lastIndexOf(isOfServer(kind) ? '_' : '-');
  const number = name.slice(dash + 1);
  if (dash < 1 || !isPreviewNumber(number)) return [];
  const preview = previews.get(idOf({ ...named, name: name.slice(0, dash) }));
  if (preview === undefined) return [];
  return [
    createDiagnostic('preview-name-taken', { kind, name, number, platform: titleOf(platform), preview: titleOf(preview.platform) }, place, {
      related: [{ label: 'the preview', place: preview.place }],
    }),
  ];
}

function idOf({ kind, name, within }: Pick<Named, 'kind' | 'name' | 'within'>): string {
  return JSON.stringify([kind, within, name]);
}

function isOfServer(kind: Named['kind']): boolean {
  return kind === 'database' || kind === 'role';
}

function titleOf({ product, environment }: Platform): string {
  return `${product} ${environment}`;
}
