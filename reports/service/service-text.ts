import { visibleText } from '../../diagnostics';
import { inColumns, wrapped } from '../routes/columns';
import type { ServiceEdge, ServiceExplanation } from './explain-service';

/** Writes what is known of a service for a terminal of 80 columns. */
export function serviceText(explanation: ServiceExplanation): string {
  const {
    product,
    environment,
    key,
    label,
    kind,
    team,
    image,
    replicas,
    routes,
    calledBy,
    calls,
    stopsWithIt,
    loginsOf,
    database,
    secrets,
    policies,
    alerts,
  } = explanation;
  const lines = [
    `${key}: ${label}`,
    `${product} ${environment}, ${kind}${kind === 'cron' ? '' : `, ${replicas} ${replicas === 1 ? 'pod' : 'pods'} at least`}${team === undefined ? '' : `, of the team ${team}`}`,
    image,
    ...section('Routes', routes),
    ...section('Called by', edgeLines(calledBy)),
    ...section('Calls', edgeLines(calls)),
    ...section(
      'Database',
      database === undefined
        ? []
        : [
            `${database.name} on ${database.server ?? 'no server'}, as ${database.role}`,
            ...(database.guests.length === 0 ? [] : [`also used by ${database.guests.join(', ')}`]),
            ...(database.alsoOnServer.length === 0 ? [] : [`on that server too: ${database.alsoOnServer.join(', ')}`]),
          ],
    ),
    ...section(
      'Secrets',
      secrets.map(
        ({ name, purposes, alsoReadBy }) =>
          `${name} (${purposes.join(', ')})${alsoReadBy.length === 0 ? '' : `, also read by ${alsoReadBy.join(', ')}`}`,
      ),
    ),
    ...section('Asked for the logins of', loginsOf),
    ...section('Network policies', policies),
    ...section('Alerts', alerts.length === 0 ? [] : [[...new Set(alerts)].join(', ')]),
    '',
    stopsWithIt.length === 0 ? 'If it is down, no service of this platform fails with it.' : 'If it is down, these fail with it:',
    ...stopsWithIt.map((wave, index) => wrapped(`${index + 1}. ${wave.join(', ')}`, '  ')),
  ];
  return `${lines.map((line) => line.split('\n').map(visibleText).join('\n')).join('\n')}\n`;
}

function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', title, ...items.map((item) => wrapped(item, '  '))];
}

function edgeLines(edges: readonly ServiceEdge[]): string[] {
  return inColumns(
    edges.map(({ other, port, protocol, why }) => [
      `${other}${port === undefined ? '' : `:${port}`}${protocol === 'UDP' ? '/UDP' : ''}`,
      why,
    ]),
  );
}
