import { formatImageReference } from '../../formats';
import { fieldOf, placeUnder } from '../origin';
import { postgresMajor } from '../resolve/postgres-version';
import { rule } from './rule';

/** The first version whose `psql` knows `\getenv`. */
const oldest = 15;

/** Reports an image for the init Jobs whose `psql` is too old for their script. */
export const psqlTooOld = rule('psql-too-old', ({ platform: { postgresServers, services } }, report) => {
  const used = new Set(services.map(({ database }) => database?.server));
  for (const server of postgresServers) {
    if (!used.has(server)) continue;
    const image = server.clientImage;
    const major = postgresMajor(image);
    if (major === undefined || major >= oldest) continue;
    const field = image === server.inCluster?.image ? 'image' : 'clientImage';
    report({ image: formatImageReference(image), major, field: fieldOf(server.place, 'clientImage') }, placeUnder(server.place, field));
  }
});
