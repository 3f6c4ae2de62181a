import type { Place } from '../diagnostics';
import { placeOf } from '../model/origin';
import { pathOf } from '../model/platform';
import type { Comparison } from './comparison';
import { type Destination, type Move, movesIn } from './moved-databases';
import { stemOf } from './objects';
import { planRule } from './rule';

/** Reports services that leave the database that they had: init Jobs and operators make one that is not there, and bring no data along. */
export const upgradeDatabase = planRule('upgrade-database', (comparison, report) => {
  const { platform } = comparison;
  for (const move of movesIn(comparison)) {
    if (isWhole(move)) continue;
    const { service, from, to, renamed } = move;
    const { key } = service;
    const servers = to?.server && { fromServer: from.server?.text, toServer: to.server.address.text };
    const args = { object: stemOf(from.object), service: key, from: from.name, to: to?.name, ...servers };
    report(args, placeOf(platform, 'services', key, to === undefined || renamed ? 'database' : 'databaseServer'));
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
    const args = { object: `DatabaseServer/${declared.name}`, from: from.server?.text ?? '', to: address.text, services };
    report(args, placeOfServer(comparison, moves[0]));
  }
});

/** A move to another server, because that of before is declared no more. */
type WholeMove = Move & { readonly to: Destination & { readonly server: NonNullable<Destination['server']> } };

function isWhole(move: Move): move is WholeMove {
  return move.serverGone && !move.renamed && move.to?.server !== undefined;
}

function placeOfServer({ platform }: Comparison, { from, to }: WholeMove): Place {
  const { declared, address } = to.server;
  const sameKind = (from.object.kind === 'Database') === (declared.provisioning.by === 'operator') && declared.inCluster === undefined;
  const [oldHost, newHost] = [from.server?.id, address.id].map((id) => id?.replace(/:[^:]*$/, ''));
  const field = !sameKind ? 'provider' : declared.provisioning.by === 'operator' ? 'cluster' : oldHost === newHost ? 'port' : 'host';
  return placeOf(platform, ...pathOf(declared), field);
}
