import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { observedPlatforms } from '../fixtures/golden/observed';
import { objectsOf, platformOf } from '../support/platform';
import { runTool } from './support/run-tool';
import { describeWithTools } from './support/tools';

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly refId: string; readonly expr: string }[];
}

interface Page {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly query: string }[] };
}

/** Every dashboard of the platforms that are watched, as Grafana reads it. */
const pages = Object.entries(observedPlatforms).flatMap(([platform, input]) =>
  objectsOf(platformOf(input))
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith('dashboard-'))
    .map((object) => {
      const [[file, text]] = Object.entries(object['data'] as unknown as Record<string, string>) as [[string, string]];
      return { platform, name: object.metadata.name, file, text, page: JSON.parse(text) as Page };
    }),
);

/** The queries of a page, with what Grafana fills in. */
const queriesOf = ({ panels, templating: { list } }: Page): string[] => {
  const service = list.find(({ name }) => name === 'service')?.query.split(',')[0];
  return panels.flatMap(({ targets = [] }) =>
    targets.map(({ expr }) => expr.replaceAll('$__rate_interval', '5m').replaceAll('$service', service ?? '$service')),
  );
};

describe('dashboards', () => {
  test('are one of the product and one for each type of services', () => {
    expect(pages.filter(({ platform }) => platform === 'observed-prod').map(({ name }) => name)).toEqual(
      ['product', 'fastapi', 'nest', 'next', 'otel'].map((name) => `dashboard-${name}`),
    );
  });

  test('of a product show its requests, errors, times, broker and connections', () => {
    const product = pages.find(({ platform, name }) => platform === 'observed-dev' && name === 'dashboard-product')!;
    expect(product.page.panels.map(({ title }) => title)).toEqual([
      ...['Requests', 'Requests', 'Errors of clients (4xx)', 'Errors of the server (5xx)', 'Time, p50', 'Time, p95', 'Time, p99'],
      ...['Pods', 'Pods that are not ready', 'Restarts in an hour', 'CPU', 'Memory'],
      ...['Database', 'Connections of pools, by state', 'Broker', 'Messages that wait', 'Consumers'],
    ]);
  });

  test.each(pages.map((each) => [`${each.platform} ${each.name}`, each] as const))(
    '%s: no chart lies on another, and each has an id',
    (_, { page }) => {
      const taken = new Set<string>();
      for (const { gridPos } of page.panels) {
        expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
          for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
            expect(taken).not.toContain(`${x}/${y}`);
            taken.add(`${x}/${y}`);
          }
      }
      expect(new Set(page.panels.map(({ id }) => id)).size).toBe(page.panels.length);
    },
  );

  test.each(pages.map((each) => [`${each.platform} ${each.name}`, each] as const))(
    '%s: has what it is known by, and nothing that Grafana counts',
    (_, { page, text }) => {
      expect(page.uid).toMatch(/^[0-9a-f]{16}$/);
      expect(Object.keys(page)).toEqual(Object.keys(page).sort());
      expect(page).not.toHaveProperty('id');
      expect(page).not.toHaveProperty('version');
      expect(Buffer.byteLength(text)).toBeLessThan(256 * 1024);
      expect(text.includes('$service')).toBe(page.templating.list.some(({ name }) => name === 'service'));
    },
  );

  test('are told apart in one Grafana: by product, environment and type', () => {
    const uids = (platform: string): string[] => pages.filter((each) => each.platform === platform).map(({ page }) => page.uid);
    expect(new Set(uids('observed-prod')).size).toBe(uids('observed-prod').length);
    const other = platformOf({ ...observedPlatforms['observed-prod']!, environment: 'prod' });
    const [first] = objectsOf(other).filter(({ metadata }) => metadata.name === 'dashboard-product');
    expect(uids('observed-prod')).not.toContain(
      (JSON.parse(Object.values(first!['data'] as unknown as Record<string, string>)[0]!) as Page).uid,
    );
  });
});

describeWithTools('the queries of dashboards', ['promtool'], ({ promtool }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cadastre-dashboards-'));
  const check = (queries: readonly string[]) => {
    const file = path.join(folder, 'queries.json');
    const rules = queries.map((expr, index) => ({ record: `query_${index}`, expr }));
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'queries', rules }] }));
    return runTool(promtool, ['check', 'rules', file]);
  };

  test('are all read by promtool', () => {
    const queries = pages.flatMap(({ page }) => queriesOf(page));
    expect(queries.length).toBeGreaterThan(100);
    expect(queries.filter((query) => query.includes('$'))).toEqual([]);
    expect(check(queries)).toMatchObject({ code: 0, output: expect.stringContaining(`${queries.length} rules found`) as string });
  });

  test('would not be if one were wrong', () => {
    expect(check(['sum by (job (up)'])).toMatchObject({ code: 1 });
  });
});
