import type { Blueprint, ForeignObject } from '../../blueprint';
import { entryPointsAnnotation } from '../../edge/middlewares-annotation';
import { listOf, type Mapping, mappingOf, textOf } from '../../objects/mappings';
import { groupKind } from '../../objects/pod';

/** Whether routes of the team go by another way in than all of ours: an Ingress of another class, an HTTPRoute of other Gateways, an IngressRoute at other entry points. */
export function elsewhere(exposures: Blueprint['exposures']): (object: ForeignObject['object']) => boolean {
  const classes = new Set(exposures.map(({ className }) => className));
  const gateways = new Set(exposures.map(({ gateway }) => gateway?.name));
  const points = new Set(
    exposures.flatMap(({ annotations }) => (annotations[entryPointsAnnotation] ?? '').split(',').map((point) => point.trim())),
  );
  return (object) => {
    const spec = mappingOf((object as unknown as Mapping)['spec']);
    switch (groupKind(object)) {
      case 'networking.k8s.io/Ingress': {
        const annotated = mappingOf(object.metadata['annotations'])['kubernetes.io/ingress.class'];
        const className = textOf(spec['ingressClassName']) ?? textOf(annotated);
        return className !== undefined && !classes.has(undefined) && !classes.has(className);
      }
      case 'gateway.networking.k8s.io/HTTPRoute':
      case 'gateway.networking.k8s.io/GRPCRoute':
      case 'gateway.networking.k8s.io/TLSRoute': {
        const parents = listOf(spec['parentRefs']).map(mappingOf);
        const others = parents.filter(
          ({ kind = 'Gateway', name }) => kind === 'Gateway' && typeof name === 'string' && !gateways.has(name),
        );
        return parents.length > 0 && others.length === parents.length && !gateways.has(undefined);
      }
      case 'traefik.io/IngressRoute':
      case 'traefik.io/IngressRouteTCP': {
        const named = listOf(spec['entryPoints']).map(textOf);
        return named.length > 0 && !points.has('') && named.every((point) => point !== undefined && !points.has(point));
      }
      default:
        return false;
    }
  };
}
