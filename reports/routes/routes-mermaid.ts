import { visibleText } from '../../diagnostics';
import { requestsOf } from './describe-route';
import type { RouteReport } from './route-rows';
import { byHost, portText } from './routes-text';

/**
 * Draws a route table as a flowchart, from hosts to services.
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function routesMermaid({ product, environment, rows }: RouteReport): string {
  const services = [...new Set(rows.map((row) => `${row.service}, ${portText(row)}`))];
  const hosts = byHost(rows);
  return [
    visibleText(`%% ${product} ${environment}`),
    'flowchart LR',
    ...hosts.map(([host], index) => `  host${index}([${quoted(host === '' ? 'any host' : host)}])`),
    ...services.map((service, index) => `  service${index}[${quoted(service)}]`),
    ...hosts.flatMap(([, ofHost], index) =>
      ofHost.map((row) => `  host${index} -->|${quoted(requestsOf(row))}| service${services.indexOf(`${row.service}, ${portText(row)}`)}`),
    ),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** A text as a label: quotes and the start of an entity are written as entities. */
function quoted(text: string): string {
  return `"${visibleText(text).replaceAll('#', '#35;').replaceAll('"', '#quot;')}"`;
}
