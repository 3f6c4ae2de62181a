import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports a Prisma Studio that can be reached without the cluster's own login. */
export const toolWithoutLogin = rule('tool-without-login', ({ platform: { tools } }, report) => {
  for (const { name, host, place } of tools) {
    if (name === 'prisma-studio' && host !== undefined) report({ tool: name, host }, placeUnder(place, 'host'));
  }
});
