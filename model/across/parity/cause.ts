import type { Place } from '../../../diagnostics';
import { flaggedKinds } from '../../backing';
import { type Origin, originOf, placeUnder, type ServiceField } from '../../origin';
import type { Platform } from '../../platform';
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
export function causesOf({ path, left, right }: Difference, platforms: { readonly left: Platform; readonly right: Platform }): Causes {
  const direct: Causes = { left: causeOn(left, path, platforms.left), right: causeOn(right, path, platforms.right), followed: false };
  if (direct.left !== undefined || direct.right !== undefined) return direct;
  const line = path.reduce((progress: Progress, segment) => progress.next(segment), patterns).meant;
  const follows = line && causes.get(line.path);
  if (follows === undefined) return direct;
  const upTo = follows.of === 'service' ? 2 : 0;
  const at = (side: Side, own: Platform): Place | undefined => {
    const to = [...path.slice(0, upTo), ...follows.cause];
    return causeOn(sideAt(side.ancestors.slice(0, upTo + 1), follows.cause), to, own);
  };
  return { left: at(left, platforms.left), right: at(right, platforms.right), followed: true };
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
function causeOn({ value, ancestors }: Side, path: readonly string[], platform: Platform): Place | undefined {
  const values = [...ancestors, value];
  for (let depth = values.length - 1; depth >= 0; depth--) {
    const holder = values[depth];
    if (!isMapping(holder)) continue;
    const rest = path.slice(depth);
    const origin = depth === holderDepth(path) ? originAt(platform, path) : undefined;
    // A default has only the spot where it could be set.
    if (origin?.layer === 'built-in') continue;
    const place = [origin?.place, isOrigin(holder['origin']) ? holder['origin'].place : undefined, placeIn(holder, rest)].find(
      (candidate) => candidate !== undefined && !isCommon(candidate, platform.sources),
    );
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The depth of the service or the backing service that a fact is one of. */
function holderDepth([first]: readonly string[]): number {
  return first === 'services' ? 2 : 1;
}

/**
 * The origin of a fact of a service or a backing service.
 * @returns undefined for other facts
 */
function originAt(platform: Platform, [first, second, ...rest]: readonly string[]): Origin | undefined {
  if (first === 'services' && second !== undefined) return originOf(platform, first, second, ...(rest as [ServiceField, ...string[]]));
  if (first === undefined || !flaggedKinds.some(({ kind }) => kind === first)) return undefined;
  return originOf(platform, 'backing', first, ...(second === undefined ? [] : [second, ...rest]));
}

function placeIn({ place }: Readonly<Record<string, unknown>>, rest: readonly string[]): Place | undefined {
  return isPlace(place) ? placeUnder(place, ...rest) : undefined;
}

function isCommon({ file }: Place, { registry, manifest }: Platform['sources']): boolean {
  return file === registry.file || file === manifest.file;
}
