import type { ParsedService } from '../../../registry/schema';
import { type Origin, type Origins, placeUnder } from '../../origin';
import type { EnvVariable, HelperContainer, Resources, Service, ServicePort } from '../../platform';
import { toImageReference } from '../images';
import { builtInAt } from '../layers';
import { compareText } from '../order';
import { helperResources, resolveResources } from '../resources';
import { checksOf } from './health';
import type { Gatherer } from '../references/gather';
import type { ReferenceScope } from '../references/refer';
import { lookUp, withReferring } from './referring-variables';
import type { Part, Subject } from './subject';

type SidecarInput = NonNullable<ParsedService['sidecars']>[string];
type Field = 'sidecars' | 'init';

/**
 * Resolves the containers beside that of a service, which its entry alone declares.
 * @param ports the ports of the service, with those of its sidecars
 * @param references what their variables can refer to, and where it is gathered
 */
export function resolveHelpers(subject: Subject, ports: readonly ServicePort[], references: References): Part<Pick<Service, Field>> {
  const { sidecars, init } = subject.entry;
  if (sidecars === undefined && init === undefined) return { values: { sidecars: [], init: [] }, origins: {} };
  const resolved = {
    sidecars: containersIn(subject, 'sidecars', ports, references),
    init: containersIn(subject, 'init', ports, references),
  };
  const originsIn = (field: Field): Origins => ({
    origin: { layer: 'entry', place: placeUnder(subject.place, field) },
    fields: Object.fromEntries(resolved[field].map(({ value: { name }, resources }) => [name, { fields: { resources } }])),
  });
  return {
    values: { sidecars: resolved.sidecars.map(({ value }) => value), init: resolved.init.map(({ value }) => value) },
    origins: { sidecars: originsIn('sidecars'), init: originsIn('init') },
  };
}

interface References {
  readonly scope: ReferenceScope;
  readonly gatherer: Gatherer;
}

interface Resolved {
  readonly value: HelperContainer;
  /** The origins of its resources. */
  readonly resources: Origins;
}

function containersIn({ entry, place }: Subject, field: Field, ports: readonly ServicePort[], references: References): Resolved[] {
  return Object.entries<SidecarInput>(entry[field] ?? {})
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, input]) => {
      const at = placeUnder(place, field, name);
      const resources = resolveResources(
        [{ layer: 'entry', place: at, values: input }],
        defaultResources(input),
        builtInAt(placeUnder(at, 'resources')),
      );
      const own = ports.filter(({ sidecar }) => sidecar === name);
      return {
        value: {
          name,
          image: toImageReference(input.image),
          command: input.command,
          args: input.args,
          env: variablesOf(input, (mapping, variable) => placeUnder(at, mapping, variable), references),
          resources: resources.value,
          user: input.user,
          mounts: input.mounts ?? [],
          writablePaths: input.writablePaths ?? [],
          health: field === 'init' || input.health === undefined ? undefined : checksOf(input.health, own),
        },
        resources: resources.origins,
      };
    });
}

/** The amounts of a container that says nothing of them, with room for what it writes: 64Mi at `/tmp`, and 256Mi at each path. */
function defaultResources({ writablePaths = [] }: SidecarInput): Resources {
  const { requests, limits } = helperResources;
  return writablePaths.length === 0
    ? helperResources
    : { requests, limits: { ...limits, 'ephemeral-storage': `${64 + 256 * writablePaths.length}Mi` } };
}

/** The variables of a container: plain ones, those that Secrets hold, and those with references to what is secret. */
function variablesOf(
  { env = {}, secrets = {} }: Pick<SidecarInput, 'env' | 'secrets'>,
  placeIn: (mapping: 'env' | 'secrets', name: string) => ReturnType<typeof placeUnder>,
  { scope, gatherer }: References,
): EnvVariable[] {
  const sorted = <T>(mapping: Readonly<Record<string, T>>): [string, T][] => Object.entries(mapping).sort(([a], [b]) => compareText(a, b));
  const originIn = (mapping: 'env' | 'secrets', name: string): Origin => ({ layer: 'entry', place: placeIn(mapping, name) });
  const written = sorted(env).map(([name, value]) => ({ name, value, origin: originIn('env', name) }));
  const { config, referring } = lookUp(written, scope, gatherer);
  const before = [
    ...config.map((variable): EnvVariable => ({ kind: 'literal', ...variable })),
    ...sorted(secrets).map(([name, { secret, key, optional = false, generate }]): EnvVariable => ({
      kind: 'secret',
      name,
      secret: { name: secret, key, optional, ...(generate !== undefined && { generate }) },
      origin: originIn('secrets', name),
    })),
  ];
  return withReferring(before, referring);
}
