import { isPortNumber } from '../../formats';
import { rule } from './rule';

/** Reports ports that are not whole numbers from 1 to 65535. */
export const portInvalid = rule('port-invalid', ({ platform }, report) => {
  for (const { port, origins } of platform.services) {
    if (!isPortNumber(port)) report({ port }, origins.port.place);
  }
});
