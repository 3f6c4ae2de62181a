import type { TableRoute } from '../../model/route-table';
import { disagreements } from './support/disagreements';
import { translate } from './support/egctl';
import { probesOf } from './support/probes';
import { productRoutes } from './support/product-trees';
import { randomTable, RUN_SEED, sampleOf } from './support/random-table';
import { classObjects, httpRouteObjects, serviceObjects } from './support/table-objects';
import { describeWithRoutingTools } from './support/tools';
import { answerOfXds } from './support/xds-routes';

const classes = classObjects({ port: 8080, ingress: 'nobody.test/none', gateway: 'gateway.envoyproxy.io/gatewayclass-controller' });

/** A path that Envoy takes as it is: neither escaped nor with empty or dot segments. */
const isPlain = (path: string): boolean => !/%|\\|\/\/|\/\.{1,2}(\/|$)/.test(path.split('?')[0]!);

describeWithRoutingTools('Envoy Gateway gives Envoy what the table says', (tools) => {
  const tables: readonly (readonly [title: string, routes: () => readonly TableRoute[]])[] = [
    ['of the routes of the products', productRoutes],
    ['of random routes', () => sampleOf(randomTable({ hosts: 16, methods: true, wildcards: true }), RUN_SEED)],
  ];

  test.each(tables)('%s', async (_, make) => {
    const routes = make();
    const { problems, routes: configurations } = await translate(tools, [
      ...classes,
      ...serviceObjects('table', routes),
      ...httpRouteObjects('table', routes),
    ]);
    expect(problems).toEqual([]);
    expect(configurations).toHaveLength(1);
    const probes = probesOf(routes, { count: 16_000, seed: RUN_SEED }).filter(({ path }) => isPlain(path));
    expect(probes.length).toBeGreaterThan(5_000);
    const answers = probes.map((probe) => {
      const backend = answerOfXds(configurations[0]!, probe)?.httpRoute?.replace(/-\d+-\d+$/, '');
      return { backend, status: backend === undefined ? 404 : 200, headers: {}, body: '' };
    });
    const wrong = disagreements(routes, 'envoy-gateway', probes, answers);
    expect({ seed: RUN_SEED, wrong }).toEqual({ seed: RUN_SEED, wrong: [] });
  });
});
