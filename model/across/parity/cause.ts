import type { Place } from '../../../diagnostics';
import { flaggedKinds } from '../../backing';
import { type Origin, placeUnder } from '../../origin';
import type { Platform, PlatformSources } from '../../platform';
import type { Difference, Side } from './compare';
import { isMapping, isOrigin, isPlace } from './elements';
import { type Progress, startOf } from './fact-patterns';

/** A fact that another one decides, where its own origin does not tell. */
interface Consequence {
  /** As in a line of what may differ. */
  readonly path: string;
  readonly reason: string;
  /** Whose fact decides. */
  readonly of: 'service' | 'platform';
  readonly cause: readonly string[];
}

const consequences: readonly Consequence[] = [
  { path: 'services.*.variables.HOME', reason: 'a user without a home gets one', of: 'service', cause: ['user'] },
  ...flaggedKinds.flatMap(({ kind, label, variablePrefix }): Consequence[] => {
    const variables = `services.*.variables.${variablePrefix}*`;
    return [
      { path: `${variables}.secret.**`, reason: `the Secret of ${label}`, of: 'platform', cause: [kind, 'secret'] },
      { path: variables, reason: `without ${label} there are none`, of: 'platform', cause: [kind] },
    ];
  }),
  {
    path: 'services.*.variables.DB_*|DATABASE_*',
    reason: 'without a PostgreSQL there are none',
    of: 'service',
    cause: ['database', 'server'],
  },
];

const patterns = startOf(consequences);
const causes = new Map(consequences.map(({ path, of, cause }) => [path, { of, cause }]));

/** Where a difference was said, as far as an overlay or an image lock says it. */
export interface Causes {
  readonly left: Place | undefined;
  readonly right: Place | undefined;
  /** Whether the fact follows from another one, which is said there. */
  readonly followed: boolean;
}

/**
 * Finds what made a fact differ. Registry and product manifest are the same for both, so it is an overlay or an image lock of one of them.
 * @returns the places that decide, or of the fact that it follows from; none where it is not known
 */
export function causesOf(
  { path, left, right }: Difference,
  sources: { readonly left: PlatformSources; readonly right: PlatformSources },
): Causes {
  const direct: Causes = { left: causeOn(left, path, sources.left), right: causeOn(right, path, sources.right), followed: false };
  if (direct.left !== undefined || direct.right !== undefined) return direct;
  const line = path.reduce((progress: Progress, segment) => progress.next(segment), patterns).meant;
  const follows = line && causes.get(line.path);
  if (follows === undefined) return direct;
  const upTo = follows.of === 'service' ? 2 : 0;
  const at = (side: Side, own: PlatformSources): Place | undefined => {
    const to = [...path.slice(0, upTo), ...follows.cause];
    return causeOn(sideAt(side.ancestors.slice(0, upTo + 1), follows.cause), to, own);
  };
  return { left: at(left, sources.left), right: at(right, sources.right), followed: true };
}

/** Goes from the last of some values down to another fact. */
function sideAt(start: readonly unknown[], fields: readonly string[]): Side {
  const ancestors = [...start];
  let value: unknown = ancestors.at(-1);
  for (const [index, field] of fields.entries()) {
    if (index > 0) ancestors.push(value);
    value = isMapping(value) && Object.hasOwn(value, field) ? value[field] : undefined;
  }
  return { value, ancestors };
}

/** Looks from the fact outwards for a value that knows where it was written. */
function causeOn({ value, ancestors }: Side, path: readonly string[], sources: PlatformSources): Place | undefined {
  const values = [...ancestors, value];
  for (let depth = values.length - 1; depth >= 0; depth--) {
    const holder = values[depth];
    if (!isMapping(holder)) continue;
    const rest = path.slice(depth);
    const origin = originIn(holder['origins'], rest);
    // A default has only the spot where it could be set.
    if (origin?.layer === 'built-in') continue;
    const place = [origin?.place, isOrigin(holder['origin']) ? holder['origin'].place : undefined, placeIn(holder, rest)].find(
      (candidate) => candidate !== undefined && !isCommon(candidate, sources),
    );
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The origins of a service stand under the paths of its fields, or under the start of one. */
function originIn(origins: unknown, path: readonly string[]): Origin | undefined {
  if (!isMapping(origins)) return undefined;
  for (let length = path.length; length > 0; length--) {
    const field = path.slice(0, length).join('.');
    const origin = Object.hasOwn(origins, field) ? origins[field] : undefined;
    if (isOrigin(origin)) return origin;
  }
  return undefined;
}

function placeIn({ place }: Readonly<Record<string, unknown>>, rest: readonly string[]): Place | undefined {
  return isPlace(place) ? placeUnder(place, ...rest) : undefined;
}

function isCommon({ file }: Place, { registry, manifest }: Platform['sources']): boolean {
  return file === registry.file || file === manifest.file;
}
