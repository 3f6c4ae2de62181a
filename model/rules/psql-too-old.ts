import { formatImageReference } from '../../formats';
import { placeUnder } from '../origin';
import { postgresMajor } from '../resolve/postgres-version';
import { rule } from './rule';

/** The first version whose `psql` knows `\getenv`. */
const oldest = 15;

/** Reports an image for the init Jobs whose `psql` is too old for their script. */
export const psqlTooOld = rule('psql-too-old', ({ platform: { postgres, services } }, report) => {
  if (postgres === undefined || services.every(({ database }) => database === undefined)) return;
  const image = postgres.clientImage;
  const major = postgresMajor(image);
  if (major === undefined || major >= oldest) return;
  report({ image: formatImageReference(image), major }, placeUnder(postgres.place, image === postgres.inCluster?.image ? 'image' : 'clientImage'));
});
