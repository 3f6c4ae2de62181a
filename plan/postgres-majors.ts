import { parseImageReference } from '../formats';
import type { KubernetesObject } from '../model';
import { postgresMajor } from '../model/backing/postgres/version';
import { postgres } from '../model/backing/postgres/postgres';
import { textOf } from '../model/objects/mappings';
import { containersIn, ownerOf, titleOf } from './objects';
import { placeOfField } from './places';
import { planRule } from './rule';

/** Reports PostgreSQL servers in the cluster that would start on the data of another major. An image whose tag does not tell the major is passed over. */
export const upgradePostgresMajor = planRule('upgrade-postgres-major', (comparison, report) => {
  for (const { before, now } of comparison.pairs) {
    if (before.kind !== 'StatefulSet' || ownerOf(now).component !== postgres.component) continue;
    const [from, to] = [majorOf(before), majorOf(now)];
    if (from === undefined || to === undefined || from === to) continue;
    report({ object: titleOf(before), from, to }, placeOfField(comparison, now, { server: 'image' }));
  }
});

function majorOf(object: KubernetesObject): number | undefined {
  const images = containersIn(object).flatMap(({ image }) => parseImageReference(textOf(image) ?? '') ?? []);
  return images.map(({ tag }) => postgresMajor({ repository: '', tag, digest: undefined })).find((major) => major !== undefined);
}
