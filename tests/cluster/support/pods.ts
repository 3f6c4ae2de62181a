import type { KubernetesObject, Metadata, PodSpec } from './manifests';

/** A Pod, to be sent to the server. */
export interface Pod {
  readonly apiVersion: 'v1';
  readonly kind: 'Pod';
  readonly metadata: Metadata;
  readonly spec: PodSpec;
}

/** The Pod that the controller of a workload would make from its template; undefined for an object without a template. */
export function podOf(object: KubernetesObject): Pod | undefined {
  const template = object.spec?.template ?? object.spec?.jobTemplate?.spec.template;
  if (template === undefined) return undefined;
  const claims = (object.spec?.volumeClaimTemplates ?? []).map(({ metadata: { name } }) => ({
    name,
    persistentVolumeClaim: { claimName: `${name}-${object.metadata.name}-0` },
  }));
  const { name, namespace } = object.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...template.metadata, name: `${name.slice(0, 57)}-probe`, ...(namespace === undefined ? {} : { namespace }) },
    spec: { ...template.spec, ...(claims.length === 0 ? {} : { volumes: [...(template.spec.volumes ?? []), ...claims] }) },
  };
}
