import type { PathSegment, Place } from '../diagnostics';
import type { BackingService, KubernetesObject, Service } from '../model';
import { backingKinds } from '../model/backing/kinds';
import { type ServiceField, placeOf, placeUnder } from '../model/origin';
import { pathOf } from '../model/platform';
import type { Comparison } from './comparison';
import { ownerOf } from './objects';

type Where = Pick<Comparison, 'platform' | 'blueprint' | 'services'>;

/** The service that an object belongs to, by its labels; undefined if the platform has no such service. */
export function serviceOf({ services }: Where, object: KubernetesObject): Service | undefined {
  return services.get(ownerOf(object).name ?? '');
}

/** The backing server whose object it is now; undefined if it is none of them. */
export function serverOf({ platform }: Where, { metadata }: KubernetesObject): BackingService | undefined {
  return platform.backing.find(({ inCluster, host }) => inCluster !== undefined && host === metadata.name);
}

/** The backing servers of the kind that an object of before belonged to, by its labels. */
export function serversLike({ platform }: Where, object: KubernetesObject): BackingService[] {
  const { component } = ownerOf(object);
  return platform.backing.filter(({ kind }) => backingKinds[kind].component === component);
}

/** The spot of the input that a field of an object of now follows from. */
export function placeOfField(
  where: Where,
  object: KubernetesObject,
  field: { readonly service?: readonly [ServiceField, ...PathSegment[]]; readonly server?: string },
): Place {
  const { platform } = where;
  const server = serverOf(where, object);
  if (server !== undefined) return placeOf(platform, ...pathOf(server), ...(field.server === undefined ? [] : [field.server]));
  const service = serviceOf(where, object);
  if (service !== undefined && field.service !== undefined) return placeOf(platform, 'services', service.key, ...field.service);
  return placeOfObject(where, object);
}

/** The spot of the input that the name of an object of now follows from. */
function placeOfObject({ platform, blueprint }: Where, { kind, metadata }: KubernetesObject): Place {
  const { whole, hashed } = placesByName(blueprint);
  const title = `${kind}/${metadata.name}`;
  return whole.get(title) ?? hashed.get(title.replace(/-.{8}$/s, '')) ?? platform.sources.overlay;
}

interface PlacesByName {
  readonly whole: ReadonlyMap<string, Place>;
  /** By the name without the hash at its end. */
  readonly hashed: ReadonlyMap<string, Place>;
}

const places = new WeakMap<Comparison['blueprint'], PlacesByName>();

/** The places of all names: made once for a blueprint, since every reason of a plan asks for one. */
function placesByName(blueprint: Comparison['blueprint']): PlacesByName {
  const known = places.get(blueprint);
  if (known !== undefined) return known;
  const [whole, hashed] = [new Map<string, Place>(), new Map<string, Place>()];
  for (const { kind, name, hashed: isHashed, place } of blueprint.names) {
    const titles = isHashed ? hashed : whole;
    if (!titles.has(`${kind}/${name}`)) titles.set(`${kind}/${name}`, place);
  }
  const made = { whole, hashed };
  places.set(blueprint, made);
  return made;
}

/** The spot of the input where an object of before would have to be named again. */
export function placeOfGone(where: Where, object: KubernetesObject, field: ServiceField): Place {
  const { platform } = where;
  const service = serviceOf(where, object);
  if (service !== undefined) return placeOf(platform, 'services', service.key, field);
  const [server, ...others] = serversLike(where, object);
  if (server !== undefined)
    return others.length > 0
      ? placeUnder(platform.sources.overlay, 'database', 'servers')
      : placeOf(platform, ...pathOf(server), server.inCluster === undefined ? 'provider' : 'host');
  const { name } = ownerOf(object);
  const isServer = Object.values(backingKinds).some(({ component }) => component === ownerOf(object).component);
  return name === undefined || isServer ? platform.sources.overlay : placeUnder(platform.sources.manifest, 'services');
}
