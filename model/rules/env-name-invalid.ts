import { isEnvName } from '../../formats';
import { rule } from './rule';

/** Reports names of environment variables that are no identifiers. */
export const envNameInvalid = rule('env-name-invalid', ({ variables }, report) => {
  for (const written of [variables.plain, variables.secret]) {
    for (const { name, origin } of written) {
      if (!isEnvName(name)) report({ variable: name }, { ...origin.place, key: true });
    }
  }
});
