import type * as sdk from '@grafana/grafana-foundation-sdk/dashboard';
import type * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import type { Dashboard, DashboardPanel } from '../../model/blueprint';

/** A part of a dashboard as JSON: the fields that we write, with the types that Grafana has for them. */
type Json<T> = T extends readonly (infer Item)[]
  ? readonly Json<Item>[]
  : T extends object
    ? { readonly [Field in keyof T]?: Json<T[Field]> }
    : T | `${T & string}`;

/** The width of a page, and the size of a chart on it. */
const page = { width: 24, panel: { w: 8, h: 8 } };

/** Whatever Prometheus is chosen on the page. */
const datasource = { type: 'prometheus', uid: '${datasource}' };

/**
 * A dashboard as Grafana reads it: a line for each chart, so that a reviewer sees which one has changed. It has no `id` and no `version`, which Grafana counts itself.
 * @see https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/
 */
export function dashboardJson(dashboard: Dashboard): string {
  const { uid, title, tags, services } = dashboard;
  const head = {
    editable: false,
    graphTooltip: 1,
    refresh: '1m',
    schemaVersion: 42,
    tags: [...tags],
    templating: { list: variablesOf(services) },
    time: { from: 'now-6h', to: 'now' },
    timezone: 'browser',
    title,
    uid,
  } satisfies Json<sdk.Dashboard>;
  const lines = Object.entries({ ...head }).map(([field, value]) => `  ${JSON.stringify(field)}: ${JSON.stringify(value)}`);
  const panels = panelsOf(dashboard).map((panel) => `    ${JSON.stringify(panel)}`);
  return `{\n${[...lines, `  "panels": [\n${panels.join(',\n')}\n  ]`].sort().join(',\n')}\n}\n`;
}

function variablesOf(services: readonly string[]): Json<sdk.VariableModel>[] {
  const [first] = services;
  const source: Json<sdk.VariableModel> = { name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' };
  if (first === undefined) return [source];
  return [source, { name: 'service', label: 'Service', type: 'custom', query: services.join(','), current: { text: first, value: first } }];
}

function panelsOf({ rows }: Dashboard): (Json<sdk.RowPanel> | Json<sdk.Panel>)[] {
  const panels: (Json<sdk.RowPanel> | Json<sdk.Panel>)[] = [];
  let y = 0;
  for (const row of rows) {
    panels.push({ id: panels.length + 1, type: 'row', title: row.title, gridPos: { x: 0, y, w: page.width, h: 1 } });
    y += 1;
    const inRow = page.width / page.panel.w;
    for (const [index, panel] of row.panels.entries()) {
      const gridPos = { ...page.panel, x: (index % inRow) * page.panel.w, y: y + Math.floor(index / inRow) * page.panel.h };
      panels.push({ id: panels.length + 1, ...chart(panel), gridPos });
    }
    y += Math.ceil(row.panels.length / inRow) * page.panel.h;
  }
  return panels;
}

function chart({ title, unit, queries }: DashboardPanel): Json<sdk.Panel> {
  const targets = queries.map(
    ({ expr, legend }, index) =>
      ({ refId: String.fromCharCode(65 + index), datasource, expr, legendFormat: legend }) satisfies Json<prometheus.Dataquery>,
  );
  // The kinds of data sources have queries of their own, which the type of a panel leaves open.
  return { type: 'timeseries', title, datasource, fieldConfig: { defaults: { unit, min: 0 } }, targets: targets as object[] };
}
