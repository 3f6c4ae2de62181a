import { backingServicesEntries } from './catalogue/backing-services';
import { capacityEntries } from './catalogue/capacity';
import { connectionsEntries } from './catalogue/connections';
import { containersEntries } from './catalogue/containers';
import { databaseEntries } from './catalogue/database';
import { databaseServersEntries } from './catalogue/database-servers';
import { deliveryEntries } from './catalogue/delivery';
import { dependenciesEntries } from './catalogue/dependencies';
import type { CatalogueEntry } from './catalogue/entry';
import { environmentsEntries } from './catalogue/environments';
import { environmentVariablesEntries } from './catalogue/environment-variables';
import { imagesEntries } from './catalogue/images';
import { migrationEntries } from './catalogue/migration';
import { namesEntries } from './catalogue/names';
import { portsEntries } from './catalogue/ports';
import { routesEntries } from './catalogue/routes';
import { scalingEntries } from './catalogue/scaling';
import { secretFilesEntries } from './catalogue/secret-files';
import { secretsEntries } from './catalogue/secrets';
import { shapeEntries } from './catalogue/shape';
import { toolsEntries } from './catalogue/tools';
import { urlsEntries } from './catalogue/urls';

/** Every finding this program can report, by its permanent code. */
export const catalogue = {
  ...shapeEntries,
  ...namesEntries,
  ...portsEntries,
  ...databaseEntries,
  ...databaseServersEntries,
  ...migrationEntries,
  ...connectionsEntries,
  ...routesEntries,
  ...dependenciesEntries,
  ...urlsEntries,
  ...environmentVariablesEntries,
  ...imagesEntries,
  ...capacityEntries,
  ...scalingEntries,
  ...containersEntries,
  ...backingServicesEntries,
  ...deliveryEntries,
  ...environmentsEntries,
  ...secretsEntries,
  ...secretFilesEntries,
  ...toolsEntries,
} satisfies Record<string, CatalogueEntry<never>>;

/** The permanent word that names a kind of finding. */
export type Code = keyof typeof catalogue;

/** What the wording of a code is filled with. */
export type ArgumentsOf<C extends Code> = (typeof catalogue)[C] extends CatalogueEntry<infer A> ? A : never;
