import { formatImageReference } from '../../formats';
import { placeUnder } from '../origin';
import { postgresMajor } from '../resolve/postgres-version';
import { rule } from './rule';

/** Reports an in-cluster PostgreSQL whose tag does not tell the major version. A missing tag and `latest` are reported as such. */
export const postgresVersionUnknown = rule('postgres-version-unknown', ({ platform: { postgres } }, report) => {
  const image = postgres?.inCluster?.image;
  if (postgres === undefined || image === undefined || postgresMajor(image) !== undefined) return;
  if (image.digest === undefined && (image.tag === undefined || image.tag === 'latest')) return;
  report({ image: formatImageReference(image) }, placeUnder(postgres.place, 'image'));
});
