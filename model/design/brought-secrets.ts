import { clusterSecrets } from '../backing/postgres/cluster-names';
import type { KubernetesObject } from '../platform';
import { mappingOf, textOf } from '../objects/mappings';
import { groupKind } from '../objects/pod';

/** The Secrets that come into being because of an object: itself, or what the controller of a known kind makes of it. */
export function broughtSecrets(object: KubernetesObject): readonly string[] {
  const { name } = object.metadata;
  const spec = mappingOf(object['spec']);
  switch (groupKind(object)) {
    case 'v1/Secret':
    case 'bitnami.com/SealedSecret':
      return [name];
    case 'external-secrets.io/ExternalSecret':
      return [textOf(mappingOf(spec['target'])['name']) ?? name];
    case 'cert-manager.io/Certificate':
      return [textOf(spec['secretName']) ?? []].flat();
    case 'postgresql.cnpg.io/Cluster':
      return clusterSecrets(name);
    default:
      return [];
  }
}
