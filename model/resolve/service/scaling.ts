import type { EnvironmentOverlay, ParsedService } from '../../../registry/schema';
import type { Origins } from '../../origin';
import type { Autoscaling, Migration, Service } from '../../platform';
import { builtInAt, decide, into, type Layer, type Picked, pick, type Said, saidOf } from '../layers';
import { cronPods } from './cron';
import { type Part, type Subject, withoutDefaults } from './subject';

type Input = NonNullable<ParsedService['autoscaling']>;
type OverlayInput = NonNullable<NonNullable<EnvironmentOverlay['services']>[string]['autoscaling']>;

/** How busy pods are on average before there are more of them. Built in. */
const defaultCpuUtilization = 70;

/** Resolves how many pods there are, at rest and during a rollout, and how urgent they are. */
export function resolveScaling(
  subject: Subject,
  { values, origins: { migration: ofMigration } }: Part<{ readonly migration: Migration }>,
): Part<Pick<Service, 'replicas' | 'autoscaling' | 'declaredAutoscaling' | 'singleton' | 'recreates' | 'maxPods' | 'priorityClassName'>> {
  const { entry, layers, builtIn } = subject;
  const atStart = values.migration.mode === 'entrypoint';
  const singleton = entry.singleton ?? false;
  // A StatefulSet stops each pod before it starts the new one of that name.
  const recreates = singleton || atStart || entry.kind === 'stateful';
  const scaling = resolveAutoscaling(subject);
  // Two pods that migrate at their start would do it at the same time.
  const autoscaling = atStart || entry.kind === 'cron' || entry.kind === 'stateful' ? undefined : scaling.effective;
  const wanted = resolveReplicas(subject, autoscaling, scaling.origins);
  const onlyOne = atStart && wanted.value > 1;
  const replicas = onlyOne ? 1 : wanted.value;
  const most = autoscaling?.maxReplicas ?? replicas;
  const priorityClass = decide(layers, 'priorityClassName');
  return {
    values: {
      replicas,
      autoscaling,
      declaredAutoscaling: scaling.declared,
      singleton,
      recreates,
      maxPods: entry.kind === 'cron' ? cronPods(entry) : recreates ? most : most + 1,
      priorityClassName: priorityClass?.value,
    },
    origins: {
      replicas: onlyOne ? over(ofMigration?.fields?.['mode'], saidOf(layers, 'replicas')) : wanted.origins,
      priorityClassName: priorityClass?.origins ?? builtIn,
      ...(scaling.origins !== undefined && { autoscaling: scaling.origins }),
    },
  };
}

function resolveReplicas(subject: Subject, autoscaling: Autoscaling | undefined, ofAutoscaling: Origins | undefined): Picked<number> {
  const { layers, entry, development, builtIn } = subject;
  if (entry.kind === 'cron') return { value: 1, origins: builtIn };
  // More pods are more servers with data of their own: whoever declares the service has to want that.
  if (entry.kind === 'stateful') return pick(withoutDefaults(subject), 'replicas', 1, builtIn);
  if (autoscaling === undefined) return pick(layers, 'replicas', entry.singleton === true || development ? 1 : 2, builtIn);
  return { value: autoscaling.minReplicas, origins: over(ofAutoscaling?.fields?.['minReplicas'], saidOf(layers, 'replicas')) };
}

/** The origins of a number of pods that another field decides, over all layers that set the number itself. */
function over({ origin }: Origins = {}, overruled: readonly Said<number>[]): Origins {
  return { ...(origin !== undefined && { origin }), ...(overruled.length > 0 && { overruled }) };
}

/** The autoscaling of all layers. */
interface Scaling {
  /** The autoscaling that has effect. */
  readonly effective: Autoscaling | undefined;
  /** The autoscaling of the input, whether or not it has effect. */
  readonly declared: Autoscaling | undefined;
  readonly origins: Origins | undefined;
}

/**
 * Resolves what the entry and the overlay say about autoscaling: the overlay over the entry, field by field. A fixed number of `replicas` in the
 * overlay, or `false`, turns the entry's off; so does development, where one pod is enough and nobody measures them.
 */
function resolveAutoscaling({ layers, key, development, context: { overlay } }: Subject): Scaling {
  const settings = into<{ readonly autoscaling?: OverlayInput | Input | undefined }, 'autoscaling'>(layers, 'autoscaling').filter(
    isSetting,
  );
  const [first, ...others] = settings;
  if (first === undefined) return { effective: undefined, declared: undefined, origins: undefined };
  const otherwise = builtInAt(first.place);
  const minReplicas = pick(settings, 'minReplicas', 0, otherwise);
  const maxReplicas = pick(settings, 'maxReplicas', 0, otherwise);
  const cpuUtilization = pick(settings, 'cpuUtilization', defaultCpuUtilization, otherwise);
  const declared = { minReplicas: minReplicas.value, maxReplicas: maxReplicas.value, cpuUtilization: cpuUtilization.value };
  const inOverlay = overlay.services?.[key];
  const effective =
    inOverlay?.autoscaling === undefined ? !development && inOverlay?.replicas === undefined : inOverlay.autoscaling !== false;
  const origins: Origins = {
    origin: { layer: first.layer, place: first.place },
    ...(others.length > 0 && { overruled: others.map(({ layer, place, values }) => ({ layer, place, value: values })) }),
    fields: { minReplicas: minReplicas.origins, maxReplicas: maxReplicas.origins, cpuUtilization: cpuUtilization.origins },
  };
  return { effective: effective ? declared : undefined, declared, origins };
}

function isSetting(layer: Layer<Input | false>): layer is Layer<Input> {
  return layer.values !== false;
}
