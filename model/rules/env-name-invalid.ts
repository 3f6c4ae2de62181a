import { isEnvName } from '../../formats';
import { rule } from './rule';

/** Reports names of environment variables that are no identifiers. */
export const envNameInvalid = rule('env-name-invalid', ({ platform }, report) => {
  for (const { config, env } of platform.services) {
    for (const { name, origin } of [...config, ...env]) {
      if (!isEnvName(name)) report({ variable: name }, { ...origin.place, key: true });
    }
  }
});
