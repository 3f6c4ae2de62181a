import { parseImageReference } from '../formats';
import type { BackingService, KubernetesObject } from '../model';
import type { ImageReference } from '../model/platform';
import { textOf } from '../model/objects/mappings';
import { podIn } from '../model/objects/pod';
import type { Comparison } from './comparison';
import { containersIn, valueAt } from './objects';
import { serverOf } from './places';

/** The image and the user of a server in the cluster. */
export interface ServerImage {
  readonly object: KubernetesObject;
  readonly image: ImageReference;
  /** As the manifest has it. */
  readonly text: string;
  /** The user that its program runs as; undefined if the pod does not say. */
  readonly user: number | undefined;
}

/** A server in the cluster on the volume that it had. */
export interface ServerPair {
  readonly server: BackingService;
  readonly before: ServerImage;
  readonly now: ServerImage;
}

/** Finds the servers in the cluster that are there before and now, and whose images are known. */
export function serverPairs(comparison: Comparison): ServerPair[] {
  return comparison.pairs.flatMap((pair) => {
    const server = serverOf(comparison, pair.now);
    const [before, now] = [imageOf(pair.before), imageOf(pair.now)];
    return server === undefined || pair.now.kind !== 'StatefulSet' || before === undefined || now === undefined
      ? []
      : [{ server, before, now }];
  });
}

function imageOf(object: KubernetesObject): ServerImage | undefined {
  const text = containersIn(object).flatMap(({ image }) => textOf(image) ?? [])[0] ?? '';
  const image = parseImageReference(text);
  return image && { object, image, text, user: userIn(object) };
}

/** The user that the pods of a workload run as; undefined if they do not say. */
export function userIn(object: KubernetesObject): number | undefined {
  const user = valueAt(podIn(object)?.spec, 'securityContext.runAsUser');
  return typeof user === 'number' ? user : undefined;
}
