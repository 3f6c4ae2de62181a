import { declaredExtensions } from './facts/extensions';
import { rule } from './rule';

/** Reports extensions of services that have no database. */
export const extensionWithoutDatabase = rule('extension-without-database', ({ platform }, report) => {
  for (const { service, extension, place } of declaredExtensions(platform)) {
    if (service.database === undefined) report({ extension }, place);
  }
});
