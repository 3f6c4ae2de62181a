import { databaseId, initJobId } from '../blueprint';
import type { Database } from '../platform';

/** The ids of what makes a database and its login: nothing of the platform if they are given. */
export function madeBy({ provisioning }: Database, service: string): string[] {
  switch (provisioning?.by) {
    case 'init-job':
      return [initJobId(service)];
    case 'operator':
      return [databaseId(service)];
    case 'given':
    case undefined:
      return [];
  }
}
