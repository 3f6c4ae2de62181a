import type { HttpRouteSpecParentRefs, HttpRouteSpecRulesBackendRefs } from '../../imports/gateway.networking.k8s.io';
import type { HttpBackend } from '../../model/blueprint';
import type { ParentGateway } from '../../model/platform';

/*
 * References with all fields that the API server would fill in. Within a list Argo CD would take these for differences, and sync for ever.
 */

/** The listener of a Gateway to which an HTTPRoute belongs. */
export function parentRef({ name, namespace, listener }: Pick<ParentGateway, 'name' | 'namespace' | 'listener'>): HttpRouteSpecParentRefs {
  return { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace, name, sectionName: listener };
}

/** The Kubernetes Service that answers. */
export function backendRef({ name, port, weight }: HttpBackend): HttpRouteSpecRulesBackendRefs {
  return { group: '', kind: 'Service', name, port, weight };
}

/** The object that a policy of Envoy Gateway is for. */
export function targetRef(
  kind: 'Gateway' | 'HTTPRoute',
  name: string,
): { readonly group: string; readonly kind: string; readonly name: string } {
  return { group: 'gateway.networking.k8s.io', kind, name };
}
