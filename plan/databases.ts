import type { Place } from '../diagnostics';
import { placeOf } from '../model/origin';
import { pathOf } from '../model/platform';
import type { Comparison } from './comparison';
import { type Destination, type Move, movesIn } from './moved-databases';
import { stemOf } from './objects';
import type { ServerAddress } from './stored-databases';
import { planRule } from './rule';

/** Reports services that leave the database that they had: init Jobs and operators make one that is not there, and bring no data along. */
export const upgradeDatabase = planRule('upgrade-database', (comparison, report) => {
  const { platform } = comparison;
  for (const move of movesIn(comparison)) {
    if (isWhole(move)) continue;
    const { service, from, to, renamed, guestOf, wasGuest } = move;
    const { key } = service;
    const servers = to?.server && textsOf(from.server, to.server.address);
    const renamable = renamed && service.database?.provisioning?.by === 'init-job' && from.made;
    const args = { object: stemOf(from.object), service: key, from: from.name, to: to?.name, ...servers, guestOf, wasGuest, renamable };
    const byName = to === undefined || renamed || isOfGuest(move);
    report(args, placeOf(platform, 'services', key, byName ? 'database' : 'databaseServer'));
  }
});

/** Reports servers whose databases are looked for on another one from now on: it may be the same under another name, or one that has none of them. */
export const upgradeDatabaseServer = planRule('upgrade-database-server', (comparison, report) => {
  const groups = new Map<string, [WholeMove, ...WholeMove[]]>();
  for (const move of movesIn(comparison)) {
    if (!isWhole(move)) continue;
    const group = `${move.from.server?.id} ${move.to.server.address.id}`;
    const others = groups.get(group);
    if (others === undefined) groups.set(group, [move]);
    else others.push(move);
  }
  for (const moves of groups.values()) {
    const [{ from, to }] = moves;
    const { address, declared } = to.server;
    const services = moves.map(({ service }) => service.key).sort();
    const { fromServer, toServer } = textsOf(from.server, address);
    const args = { object: `DatabaseServer/${declared.name}`, from: fromServer ?? '', to: toServer, services };
    report(args, placeOfServer(comparison, moves[0]));
  }
});

/** A move to another server, because that of before is declared no more. */
type WholeMove = Move & { readonly to: Destination & { readonly server: NonNullable<Destination['server']> } };

function isWhole(move: Move): move is WholeMove {
  return move.serverGone && !move.renamed && !isOfGuest(move) && move.to?.server !== undefined;
}

/** Whether a service was a guest, or becomes one: then it has another database, and not another server. */
function isOfGuest({ guestOf, wasGuest }: Move): boolean {
  return guestOf !== undefined || wasGuest !== undefined;
}

/** Two addresses as a finding shows them. One name in two namespaces is two servers, so that both are shown with theirs. */
function textsOf(
  from: ServerAddress | undefined,
  to: ServerAddress,
): { readonly fromServer: string | undefined; readonly toServer: string } {
  const same = from?.text === to.text;
  return { fromServer: same ? from.id : from?.text, toServer: same ? to.id : to.text };
}

function placeOfServer({ platform }: Comparison, { from, to }: WholeMove): Place {
  const { declared, address } = to.server;
  if (from.server?.text === address.text) return placeOf(platform, 'namespace');
  const sameKind = (from.object.kind === 'Database') === (declared.provisioning.by === 'operator') && declared.inCluster === undefined;
  const [oldHost, newHost] = [from.server?.id, address.id].map((id) => id?.replace(/:[^:]*$/, ''));
  const field = !sameKind ? 'provider' : declared.provisioning.by === 'operator' ? 'cluster' : oldHost === newHost ? 'port' : 'host';
  return placeOf(platform, ...pathOf(declared), field);
}
