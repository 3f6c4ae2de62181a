import { type ArgumentsOf, createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import { isDnsSubdomain, isPreviewNumber, previewNumberExpression } from '../../formats';
import type { CompiledPlatform } from '../compiled';
import { placeOf, placeUnder } from '../origin';
import { isElsewhere, type Platform, treeNameOf } from '../platform';
import { databaseRoles } from '../rules/facts/databases';

/**
 * Finds names of environments that a preview of some number would have, too: databases and roles of one server, hosts, namespaces, Applications of one Argo CD, and trees. Takes time in proportion to the
 * names.
 * @returns one finding for each such name
 */
export function previewNames(compiled: readonly CompiledPlatform[]): Diagnostic[] {
  const previews = new Map<string, Named>();
  for (const one of compiled) {
    if (one.platform.preview === undefined) continue;
    for (const named of namesOf(one)) {
      const id = idOf(named, numberedName(named)?.rest ?? named.name);
      if (!previews.has(id)) previews.set(id, named);
    }
  }
  if (previews.size === 0) return [];
  return compiled.flatMap((one) => {
    if (one.platform.preview !== undefined) return [];
    // A role of the name of its database is told by that.
    const told = new Set<string>();
    return namesOf(one).flatMap((named) => {
      const { kind, name } = named;
      const asDatabase = idOf({ ...named, kind: 'database' }, name);
      if (kind === 'role' && told.has(asDatabase)) return [];
      const found = taken(named, previews);
      if (kind === 'database' && found.length > 0) told.add(asDatabase);
      return found;
    });
  });
}

/** A name that a preview has its number in. */
interface Named {
  readonly kind: ArgumentsOf<'preview-name-taken'>['kind'];
  readonly name: string;
  /** Where the name can be there but once: a server, the folder of a product, or the namespace of an Argo CD. */
  readonly within: string;
  readonly platform: Platform;
  readonly place: Place;
}

function namesOf({ platform, blueprint }: CompiledPlatform): Named[] {
  const { product, namespace, preview, sources, argo } = platform;
  return [
    { kind: 'namespace', name: namespace, within: '', platform, place: placeOf(platform, 'namespace') },
    { kind: 'tree', name: treeNameOf(platform), within: product, platform, place: sources.overlay },
    ...hostsOf({ platform, blueprint }),
    ...(argo === undefined ? [] : (blueprint.argo?.applications ?? [])).map(({ name }): Named => ({
      kind: 'Application',
      // Of a preview the ApplicationSet fills the number in.
      name: preview === undefined ? name : name.replace(previewNumberExpression, preview.number),
      within: argo?.namespace ?? '',
      platform,
      place: argo?.place ?? sources.overlay,
    })),
    ...platform.services.flatMap(({ key, database }): Named[] => {
      const server = database?.server;
      if (database === undefined || server === undefined || !isElsewhere(server) || !isDnsSubdomain(server.host)) return [];
      const of = { within: `${server.host}:${server.port}`, platform, place: placeOf(platform, 'services', key, 'database') };
      const own: Named[] = database.guest === undefined ? [{ kind: 'database', name: database.name, ...of }] : [];
      return [...own, ...databaseRoles(database).map((name): Named => ({ kind: 'role', name, ...of }))];
    }),
  ];
}

/** The hosts of the way in and of tools, each once. The DNS knows a name but once, so that it does not matter who serves it. */
function hostsOf({ platform, blueprint }: Pick<CompiledPlatform, 'platform' | 'blueprint'>): Named[] {
  const places = new Map((platform.routing?.hosts ?? []).map(({ host, place }) => [host, place]));
  // The routes of most services have their hosts in common, as one array.
  const seen = new Set<readonly string[]>();
  for (const { hosts, place } of blueprint.exposures) {
    if (seen.has(hosts)) continue;
    seen.add(hosts);
    for (const host of hosts) if (!places.has(host)) places.set(host, placeUnder(place, 'host'));
  }
  return [...places].map(([host, place]) => ({ kind: 'host', name: host, within: '', platform, place }));
}

/** Cuts the number out of a name, as that of a preview has it: of a host at the end of its first part, of all else at the end. */
function numberedName({ kind, name }: Named): { readonly number: string; readonly rest: string } | undefined {
  const end = kind === 'host' && name.includes('.') ? name.indexOf('.') : name.length;
  const dash = name.lastIndexOf(kind === 'database' || kind === 'role' ? '_' : '-', end);
  const number = name.slice(dash + 1, end);
  return dash < 1 || !isPreviewNumber(number) ? undefined : { number, rest: `${name.slice(0, dash)}${name.slice(end)}` };
}

function taken(named: Named, previews: ReadonlyMap<string, Named>): Diagnostic[] {
  const { kind, name, platform, place } = named;
  const { number, rest } = numberedName(named) ?? {};
  const preview = rest === undefined ? undefined : previews.get(idOf(named, rest));
  if (number === undefined || preview === undefined) return [];
  return [
    createDiagnostic('preview-name-taken', { kind, name, number, platform: titleOf(platform), preview: titleOf(preview.platform) }, place, {
      related: [{ label: 'the preview', place: preview.place }],
    }),
  ];
}

function idOf({ kind, within }: Pick<Named, 'kind' | 'within'>, name: string): string {
  return JSON.stringify([kind, within, kind === 'host' ? name.toLowerCase() : name]);
}

function titleOf({ product, environment }: Platform): string {
  return `${product} ${environment}`;
}
