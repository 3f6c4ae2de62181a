import type { Place } from '../../diagnostics';
import type { EnvironmentOverlay, ParsedService } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { Autoscaling, DeclaredAutoscaling, Service } from '../platform';
import { into, type Layer, pick } from './layers';

type Input = NonNullable<ParsedService['autoscaling']>;
type OverlayService = NonNullable<EnvironmentOverlay['services']>[string];

/** How busy pods are on average before there are more of them. Built in. */
const defaultCpuUtilization = 70;

/**
 * Resolves what the entry and the overlay say about autoscaling: the overlay over the entry, field by field. A fixed number of `replicas` in the
 * overlay, or `false`, turns the entry's off; so does development, where one pod is enough and nobody measures them.
 * @param overlayLayers what the overlay says about the service
 * @returns what has effect, and what was declared whether or not it has
 */
export function resolveAutoscaling(
  entry: ParsedService,
  entryPlace: Place,
  overlayLayers: readonly Layer<OverlayService>[],
  development: boolean,
): Pick<Service, 'autoscaling'> & { readonly declared: DeclaredAutoscaling | undefined } {
  const own: Layer<ParsedService> = { layer: 'entry', place: entryPlace, values: entry };
  const inOverlay = into(overlayLayers, 'autoscaling');
  const setting = [...inOverlay.filter(isSetting), ...into([own], 'autoscaling')];
  const first = setting[0];
  if (first === undefined) return { autoscaling: undefined, declared: undefined };

  const minReplicas = pick(setting, 'minReplicas', 0, first.place);
  const maxReplicas = pick(setting, 'maxReplicas', 0, first.place);
  const cpuUtilization = pick(setting, 'cpuUtilization', defaultCpuUtilization, first.place);
  const values: Autoscaling = { minReplicas: minReplicas.value, maxReplicas: maxReplicas.value, cpuUtilization: cpuUtilization.value };
  const effective =
    inOverlay[0] === undefined
      ? !development && overlayLayers.every(({ values: { replicas } }) => replicas === undefined)
      : inOverlay[0].values !== false;
  return {
    autoscaling: effective ? values : undefined,
    declared: {
      ...values,
      place: first.place,
      origins: { minReplicas: minReplicas.origin, maxReplicas: maxReplicas.origin, cpuUtilization: cpuUtilization.origin },
      besideReplicas: [...overlayLayers, own].flatMap(({ place, values: { autoscaling, replicas } }) =>
        autoscaling === undefined || autoscaling === false || replicas === undefined
          ? []
          : [{ autoscaling: placeUnder(place, 'autoscaling'), replicas: placeUnder(place, 'replicas') }],
      ),
    },
  };
}

function isSetting(layer: Layer<Input | false>): layer is Layer<Input> {
  return layer.values !== false;
}
