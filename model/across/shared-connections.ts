import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import { isDnsSubdomain } from '../../formats';
import type { CompiledPlatform } from '../compiled';
import { placeOf } from '../origin';
import { isElsewhere, pathOf, type Platform } from '../platform';
import { type ConnectionBudget, connectionBudgets } from '../rules/facts/connection-budgets';

/** The connections that one platform may open on a server. */
interface Share {
  readonly platform: Platform;
  readonly budget: ConnectionBudget;
}

/**
 * Finds database servers on which platforms together may open more connections than it takes, although each of them alone fits. Takes time in proportion
 * to the platforms.
 * @returns one finding for each server, at the platform that takes it over the limit
 */
export function sharedConnections(platforms: readonly CompiledPlatform[]): Diagnostic[] {
  const servers = new Map<string, Share[]>();
  for (const { platform, blueprint } of platforms) {
    for (const budget of connectionBudgets(platform, blueprint)) {
      const { server, needed, maxConnections, reserved } = budget;
      // One that is over the limit by itself is reported as that. What is no host is, too, and may hold a credential.
      if (!isElsewhere(server) || !isDnsSubdomain(server.host) || needed > maxConnections - reserved) continue;
      const address = `${server.host}:${server.port}`;
      const shares = servers.get(address) ?? [];
      servers.set(address, shares);
      shares.push({ platform, budget });
    }
  }
  return [...servers].flatMap(([server, shares]) => findingOf(server, shares) ?? []);
}

function findingOf(server: string, shares: readonly Share[]): Diagnostic | undefined {
  const maxConnections = Math.min(...shares.map(({ budget }) => budget.maxConnections));
  const reserved = Math.max(...shares.map(({ budget }) => budget.reserved));
  const needed = shares.reduce((sum, { budget }) => sum + budget.needed, 0);
  const last = shares.at(-1);
  // Two servers of one platform under one host are a finding of their own.
  const together = new Set(shares.map(({ platform }) => platform)).size > 1;
  if (last === undefined || !together || !(needed > maxConnections - reserved)) return undefined;
  const placeIn = ({ platform, budget }: Share) => placeOf(platform, ...pathOf(budget.server), 'maxConnections');
  const args = {
    server,
    needed,
    maxConnections,
    reserved,
    shares: shares.map(({ platform, budget }) => ({ platform: `${platform.product} ${platform.environment}`, needed: budget.needed })),
  };
  const related = shares.slice(0, -1).map((share) => ({ label: 'also used by', place: placeIn(share) }));
  return createDiagnostic('connection-budget-shared', args, placeIn(last), { related: related.slice(0, 4) });
}
