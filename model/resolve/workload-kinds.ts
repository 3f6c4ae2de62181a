import { boundedSuggest, createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import type { EnvironmentOverlay, ImageLock, ParsedService, ServiceKind } from '../../registry/schema';
import { flaggedKinds } from '../backing';
import { placeUnder } from '../origin';
import type { PlatformSources } from '../platform';
import type { Registry } from '../read/parse';
import { lenderOf } from './service/lender';
import { compareText } from './order';

/** The kinds that a field has a meaning for, and the reason why it has none for the others. */
interface FieldOfKinds {
  readonly kinds: readonly ServiceKind[];
  readonly reason: string;
  /**
   * The reason for the kind `stateful`.
   * @default `reason`
   */
  readonly ofStateful?: string;
}

const called: FieldOfKinds = { kinds: ['service', 'stateful'], reason: 'nothing calls it' };
const lasting: FieldOfKinds = { kinds: ['service', 'worker', 'stateful'], reason: 'it runs to its end' };
const counted: FieldOfKinds = { kinds: ['service', 'worker', 'stateful'], reason: '`concurrency` says how many of its pods may run' };
const alike: FieldOfKinds = {
  kinds: ['service', 'worker'],
  reason: counted.reason,
  ofStateful: 'each of its pods has a name and volumes of its own, and `replicas` says how many there are',
};
const timed: FieldOfKinds = { kinds: ['cron'], reason: 'it runs all the time' };
const named: FieldOfKinds = { kinds: ['stateful'], reason: 'its pods are all alike' };

/** The fields of an entry, and of an overlay for a service, that only some kinds have. */
const fieldsOfKinds: { readonly [Field in keyof ParsedService]?: FieldOfKinds } = {
  routes: called,
  port: lasting,
  protocol: lasting,
  ports: lasting,
  health: lasting,
  metrics: lasting,
  replicas: counted,
  autoscaling: alike,
  singleton: alike,
  podManagement: named,
  hooks: lasting,
  schedule: timed,
  timeZone: timed,
  concurrency: timed,
  startingDeadlineSeconds: timed,
  deadlineSeconds: timed,
  retries: timed,
  history: timed,
  suspend: timed,
  of: timed,
  safeToEvict: { kinds: ['service', 'worker'], reason: 'it runs to its end', ofStateful: 'its pods keep data' },
};

/** The fields that a kind has no meaning for, each with the kinds that have, and the reason. */
const foreignTo = {
  service: fieldsForeignTo('service'),
  worker: fieldsForeignTo('worker'),
  cron: fieldsForeignTo('cron'),
  stateful: fieldsForeignTo('stateful'),
} satisfies Record<ServiceKind, unknown>;

function fieldsForeignTo(kind: ServiceKind): readonly (Omit<FieldOfKinds, 'ofStateful'> & { readonly field: string })[] {
  return Object.entries(fieldsOfKinds).flatMap(([field, { kinds, reason, ofStateful = reason }]) =>
    kinds.includes(kind) ? [] : [{ field, kinds, reason: kind === 'stateful' ? ofStateful : reason }],
  );
}

/** The fields that an entry with `of` cannot have, because the service that it names has them. */
const lentFields: readonly (keyof ParsedService)[] = [
  'image',
  'runtime',
  'user',
  'database',
  'databaseRenamedFrom',
  'extensions',
  'databaseAccess',
  'databaseClient',
  'migration',
  'externals',
  ...flaggedKinds.map(({ flag }) => flag),
];

/** The input that kinds of workloads are checked in. */
export interface WorkloadKindInput {
  readonly registry: Registry;
  /** The registry keys of the product. */
  readonly keys: readonly string[];
  readonly overlay: EnvironmentOverlay;
  readonly imageLock?: { readonly value: ImageLock; readonly file: string } | undefined;
  readonly sources: PlatformSources;
}

/** Reports fields that have no meaning for the kind of their service, and what a kind lacks. */
export function workloadKindFindings(input: WorkloadKindInput): Diagnostic[] {
  const { registry, keys, overlay, sources } = input;
  const inProduct = new Set(keys);
  const suggest = boundedSuggest(Object.keys(registry).sort(compareText));
  return keys.flatMap((key) => {
    const entry = registry[key];
    if (entry === undefined) return [];
    const place = placeUnder(sources.registry, key);
    return [
      ...foreignFields(key, entry, place, overlay, sources),
      ...portlessMetrics(key, entry, place),
      ...(entry.kind === 'cron' ? cronFindings({ key, entry, place, inProduct, suggest, ...input }) : []),
    ];
  });
}

function foreignFields(
  key: string,
  entry: ParsedService,
  place: Place,
  overlay: EnvironmentOverlay,
  sources: PlatformSources,
): Diagnostic[] {
  const { kind = 'service' } = entry;
  const inOverlay = overlay.services?.[key];
  return [
    ...foreignIn(key, kind, entry, place),
    ...(inOverlay === undefined ? [] : foreignIn(key, kind, inOverlay, placeUnder(sources.overlay, 'services', key))),
  ];
}

function foreignIn(key: string, kind: ServiceKind, values: Pick<ParsedService, 'affinity'>, at: Place): Diagnostic[] {
  const findings = spreadOfRuns(key, kind, values, at);
  for (const { field, kinds, reason } of foreignTo[kind]) {
    if (isLeftOut((values as Readonly<Record<string, unknown>>)[field])) continue;
    findings.push(createDiagnostic('field-of-other-kind', { service: key, kind, field, kinds, reason }, placeUnder(at, field)));
  }
  return findings;
}

/** The pods of runs are not kept apart. */
function spreadOfRuns(key: string, kind: ServiceKind, { affinity }: Pick<ParsedService, 'affinity'>, at: Place): Diagnostic[] {
  if (affinity?.spread === undefined || lasting.kinds.includes(kind)) return [];
  const { kinds, reason } = lasting;
  return [
    createDiagnostic(
      'field-of-other-kind',
      { service: key, kind, field: 'affinity.spread', kinds, reason },
      placeUnder(at, 'affinity', 'spread'),
    ),
  ];
}

/** `false` and an empty list are what an entry says that wants none. */
function isLeftOut(value: unknown): boolean {
  return value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}

function portlessMetrics(key: string, { kind, metrics, port, ports = {} }: ParsedService, place: Place): Diagnostic[] {
  const hasPort = (metrics?.port ?? port) !== undefined || Object.values(ports).some((further) => further.metrics);
  const portless = kind === 'worker' && metrics !== undefined && !hasPort;
  return portless ? [createDiagnostic('metrics-without-port', { service: key }, placeUnder(place, 'metrics'))] : [];
}

interface CronInput extends WorkloadKindInput {
  readonly key: string;
  readonly entry: ParsedService;
  readonly place: Place;
  readonly inProduct: ReadonlySet<string>;
  readonly suggest: (name: string) => string | undefined;
}

function cronFindings({ key, entry, place, inProduct, suggest, registry, ...input }: CronInput): Diagnostic[] {
  const { of, schedule, command = [], args = [] } = entry;
  const missing = schedule === undefined ? [createDiagnostic('schedule-missing', { service: key }, place)] : [];
  if (of === undefined) return missing;
  const at = placeUnder(place, 'of');
  if (lenderOf(entry, registry, inProduct) === undefined) {
    const state = !Object.hasOwn(registry, of) ? 'unknown' : inProduct.has(of) ? 'borrowed' : 'outside';
    const suggestion = state === 'unknown' ? suggest(of) : undefined;
    return [...missing, createDiagnostic('cron-of-unknown', { of, state, ...(suggestion !== undefined && { suggestion }) }, at)];
  }
  return [
    ...missing,
    ...(command.length + args.length === 0 ? [createDiagnostic('cron-command-missing', { service: key, of }, at)] : []),
    ...lentFields.flatMap((field) =>
      isLeftOut(entry[field]) || entry[field] === ''
        ? []
        : [createDiagnostic('cron-field-lent', { service: key, field, of }, placeUnder(place, field))],
    ),
    ...pinsOf(key, input).map((pin) => createDiagnostic('cron-field-lent', { service: key, field: 'image', of }, pin)),
  ];
}

/** The places where an environment says which build of a service runs. */
function pinsOf(key: string, { overlay, imageLock, sources }: Pick<WorkloadKindInput, 'overlay' | 'imageLock' | 'sources'>): Place[] {
  const inOverlay = overlay.images.services !== undefined && Object.hasOwn(overlay.images.services, key);
  return [
    ...(inOverlay ? [{ ...placeUnder(sources.overlay, 'images', 'services', key), key: true as const }] : []),
    ...(imageLock !== undefined && Object.hasOwn(imageLock.value, key) ? [{ file: imageLock.file, path: [key], key: true as const }] : []),
  ];
}
