import { type Locate, visibleText } from '../../diagnostics';
import { dialectTitles } from '../../model/edge/table';
import { inColumns, wrapped } from './columns';
import { requestsOf } from './describe-route';
import { routeRecord } from './explanation-record';
import type { RouteReport, RouteRow } from './route-rows';

/** Writes a route table for a terminal, host by host. */
export function routesText({ product, environment, dialect, rows }: RouteReport): string {
  const heading = `${product} ${environment}: ${rows.length} routes, in match order as ${dialectTitles[dialect]} reads them`;
  const sections = byHost(rows).flatMap(([host, ofHost]) => {
    const lines = inColumns(ofHost.map((row) => [`  ${requestsOf(row)}`, row.service, portText(row)])).map(visibleText);
    return [
      visibleText(host === '' ? 'any host' : host),
      ...lines.flatMap((line, index) => {
        const texts = ofHost[index]!.featureTexts;
        return texts.length === 0 ? [line] : [line, wrapped(visibleText(texts.join('; ')), '      ')];
      }),
    ];
  });
  return [visibleText(heading), ...sections].map((line) => `${line}\n`).join('');
}

/** Groups routes by host, in the order in which the hosts come. */
export function byHost(rows: readonly RouteRow[]): (readonly [host: string, rows: readonly RouteRow[]])[] {
  const hosts = new Map<string, RouteRow[]>();
  for (const row of rows) {
    const known = hosts.get(row.host);
    if (known === undefined) hosts.set(row.host, [row]);
    else known.push(row);
  }
  return [...hosts];
}

/** A route table for programs: fields are added here, and never renamed. */
export function routesRecord({ product, environment, dialect, rows }: RouteReport, locate: Locate): object {
  return {
    product,
    environment,
    dialect,
    routes: rows.map(({ features, featureTexts: _, ...route }) => ({ ...routeRecord(route, locate), features })),
  };
}

/** The port of a route, by name and number. */
export function portText({ port, portNumber }: Pick<RouteRow, 'port' | 'portNumber'>): string {
  return portNumber === undefined ? port : `${port} ${portNumber}`;
}
