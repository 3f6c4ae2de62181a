import { formatImageReference } from '../../formats';
import { placeUnder } from '../origin';
import { postgresMajor } from '../resolve/postgres-version';
import { rule } from './rule';

/** Reports an in-cluster PostgreSQL whose tag does not tell the major version. A missing tag and `latest` are reported as such. */
export const postgresVersionUnknown = rule('postgres-version-unknown', ({ platform: { postgresServers } }, report) => {
  for (const { inCluster, place } of postgresServers) {
    const image = inCluster?.image;
    if (image === undefined || postgresMajor(image) !== undefined) continue;
    if (image.digest === undefined && (image.tag === undefined || image.tag === 'latest')) continue;
    report({ image: formatImageReference(image) }, placeUnder(place, 'image'));
  }
});
