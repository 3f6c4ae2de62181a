import { declaredExtensions, isExtensionName } from './facts/extensions';
import { rule } from './rule';

/** Reports texts that cannot be the name of a PostgreSQL extension. */
export const extensionInvalid = rule('extension-invalid', ({ platform }, report) => {
  for (const { extension, place } of declaredExtensions(platform)) {
    if (!isExtensionName(extension)) report({ extension }, place);
  }
});
