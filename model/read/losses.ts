import { boundedSuggest, type PathSegment } from '../../diagnostics';

type Paths = readonly (readonly PathSegment[])[];

/** What the files of a platform have lost, because it has no shape or cannot be read. */
export interface Losses {
  /** The keys of the services of which a part is lost. */
  readonly services: ReadonlySet<string>;
  /** Whether more is lost: a part of the overlay, of the product manifest, or a whole file. */
  readonly more: boolean;
  /** Whether a part of the list of services of the product manifest is lost. */
  readonly list: boolean;
  /** Whether variables or settings of any service may be lost with it. */
  readonly settings: boolean;
  /** Whether it may be lost which findings are accepted. */
  readonly allowances: boolean;
}

const settingsFields = ['defaults', 'env', 'services', 'externals'];
const allowanceFields = ['allow'];

/**
 * Tells what is lost.
 * @param lost the paths of what is lost in each file; the empty one is the whole file
 * @returns undefined if nothing is
 */
export function lossesOf(lost: {
  readonly registry?: Paths | undefined;
  readonly manifest?: Paths | undefined;
  readonly overlay?: Paths | undefined;
  readonly others?: boolean;
}): Losses | undefined {
  const { registry = [], manifest = [], overlay = [], others = false } = lost;
  const inOverlay = overlay.map(serviceIn);
  const services = [...registry.map(([key]) => key), ...inOverlay].flatMap((key) => (key === undefined ? [] : [String(key)]));
  const rest = [...manifest, ...overlay.filter((_, index) => inOverlay[index] === undefined)];
  if (services.length === 0 && rest.length === 0 && !others) return undefined;
  return {
    services: new Set(services),
    more: rest.length > 0 || others,
    list: manifest.some(([field]) => field === 'services'),
    settings: rest.some(([field]) => isOneOf(field, settingsFields)),
    allowances: rest.some(([field]) => isOneOf(field, allowanceFields)),
  };
}

/** Adds up what is lost. @returns undefined if nothing is */
export function allLosses(losses: readonly (Losses | undefined)[]): Losses | undefined {
  const found = losses.filter((one) => one !== undefined);
  if (found.length === 0) return undefined;
  return {
    services: new Set(found.flatMap(({ services }) => [...services])),
    more: found.some(({ more }) => more),
    list: found.some(({ list }) => list),
    settings: found.some(({ settings }) => settings),
    allowances: found.some(({ allowances }) => allowances),
  };
}

/** Whether a lost field is one of some, or misspelt, or a whole file. */
function isOneOf(field: PathSegment | undefined, fields: readonly string[]): boolean {
  return field === undefined || fields.includes(String(field)) || boundedSuggest(fields)(String(field)) !== undefined;
}

/** The service whose own values a path of an overlay is in. */
function serviceIn([first, second, third]: readonly PathSegment[]): PathSegment | undefined {
  if (first === 'services') return second;
  return first === 'images' && second === 'services' ? third : undefined;
}
