import type { Comparison } from '../comparison';
import { privilegesGrow, secretRead } from './access';
import { databaseLeft } from './databases';
import { deliverySwitches } from './delivery';
import { entryMoves } from './entries';
import type { Consequence, ObjectReason } from './consequence';
import { extensionStays, jobRuns } from './jobs';
import { editConflict, editReverted, kindUnserved, serverRefuses, serverUnasked } from './live';
import { namespaceGone, podsRefused } from './namespaces';
import { networkCloses, networkOpens } from './network';
import { imageBack, imageUnpinned, limitsFall, podsRestart, podsStop } from './pods';
import { databaseRenamed } from './renames';
import { allowNarrows, allowWidens, limitGone, redirectGone, tlsGone } from './protections';
import { classChanges, loginGone, routeGone, routeMoves } from './routes';
import { capacityFalls, drainBlocked, replicasReleased } from './scaling';
import { serviceCloses, serviceOpens } from './service-reach';
import { serviceGone, serviceMoves } from './services';

/** Everything that is known of how a change tells on what runs. */
export const consequences: readonly Consequence[] = [
  allowNarrows,
  allowWidens,
  capacityFalls,
  classChanges,
  databaseLeft,
  databaseRenamed,
  deliverySwitches,
  drainBlocked,
  editConflict,
  editReverted,
  entryMoves,
  extensionStays,
  imageBack,
  imageUnpinned,
  jobRuns,
  kindUnserved,
  limitGone,
  limitsFall,
  loginGone,
  namespaceGone,
  networkCloses,
  networkOpens,
  podsRefused,
  podsRestart,
  podsStop,
  privilegesGrow,
  redirectGone,
  replicasReleased,
  routeGone,
  routeMoves,
  secretRead,
  serverRefuses,
  serverUnasked,
  serviceCloses,
  serviceGone,
  serviceMoves,
  serviceOpens,
  tlsGone,
];

/** Looks for all consequences of a change. Pure; takes time in proportion to the objects. */
export function consequencesOf(comparison: Comparison): ObjectReason[] {
  const found: ObjectReason[] = [];
  for (const { run } of consequences) run(comparison, (reason) => found.push(reason));
  return found;
}
