import type { CompiledPlatform, KubernetesObject } from '../../model';
import { checkUpgrade, type ClusterFacts, type EditedObject, appliedBy, identityOf, ownedPart } from '../../plan';
import type { Diagnostic } from '../../diagnostics';
import type { Kubectl } from './kubectl';
import { readLive } from './read-live';

/** The objects of a platform in a cluster, in place of the manifests of before. */
export interface LiveBefore {
  readonly objects: readonly KubernetesObject[];
  readonly cluster: ClusterFacts;
  /** The findings about what becomes of them. */
  readonly upgrades: readonly Diagnostic[];
  readonly withoutSecrets: readonly string[];
}

/**
 * Reads what of a platform is in the cluster.
 * @param now the objects of now that are compared
 * @param everything all objects of now, also development Secrets
 * @throws ClusterError when the cluster does not answer, or refuses
 */
export async function liveBefore(
  kubectl: Kubectl,
  { platform, blueprint }: CompiledPlatform,
  now: readonly KubernetesObject[],
  everything: readonly KubernetesObject[],
): Promise<LiveBefore> {
  const { product, namespace } = platform;
  const live = await readLive(kubectl, { product, namespace, now });
  const byId = new Map(now.map((object) => [identityOf(object), object]));
  const edits = new Map<string, EditedObject>();
  const expected = new Set([
    ...blueprint.references.flatMap(({ kind, name }) => (kind === 'Secret' ? [name] : [])),
    ...everything.flatMap(({ kind, metadata }) => (kind === 'Secret' ? [metadata.name] : [])),
  ]);
  const objects = live.objects.flatMap((object): KubernetesObject[] => {
    const manifest = byId.get(identityOf(object));
    if (object.kind === 'Secret') {
      // Of a Secret nothing but its type is compared: its values have not been read.
      if (manifest !== undefined) return [{ ...manifest, type: object['type']! }];
      return expected.has(object.metadata.name) ? [] : [object];
    }
    const part = ownedPart(object, manifest);
    if (part.edits.length > 0) edits.set(identityOf(object), { fields: part.edits, stops: appliedBy(object) === 'server-side' });
    return [part.object];
  });
  const cluster = { edits, unserved: live.unserved };
  return {
    objects,
    cluster,
    upgrades: checkUpgrade({ platform, blueprint, before: objects, now, cluster }),
    withoutSecrets: live.withoutSecrets,
  };
}
