import path from 'node:path';

import { loadProducts } from '../../cli/load-products';
import { compile, type Blueprint } from '../../model';
import { tableOfBlueprint } from '../../model/edge/table';
import type { TableRoute } from '../../model/route-table';
import { nginxConfig } from '../../reports';
import { freePorts } from '../cluster/support/free-ports';
import { compiledOf, developmentOverlay, plainService } from '../support/platform';
import { describeWithNginx } from './support/describe-with-nginx';
import { disagreements } from './support/disagreements';
import { startBackends } from './support/echo';
import { startNginx } from './support/nginx';
import { probesOf } from './support/probes';
import { RANDOM_BACKENDS, randomTable, RUN_SEED, sampleOf } from './support/random-table';

/** A product of services with these routes and nothing else. */
function blueprintOf(routes: readonly TableRoute[]): Blueprint {
  const services = RANDOM_BACKENDS.map((backend, index) => {
    const own = routes.filter((route) => route.backend === backend);
    const declared = own.map(({ path: at, match, host, methods }) => ({
      path: at,
      match,
      hosts: [host],
      ...(methods === undefined ? {} : { methods }),
    }));
    return [backend, { ...plainService, hostname: backend, port: 4100 + index, routes: declared }] as const;
  });
  const hosts = [...new Set(routes.map(({ host }) => host))].map((host, index) => ({ host, name: `h${index}` }));
  return compiledOf({ services: Object.fromEntries(services), overlay: { ...developmentOverlay, routing: { className: 'public', hosts } } })
    .blueprint;
}

/** Starts nginx with what Cadastre writes for a blueprint, before a backend a service, and tells what is not as the table says. */
async function wrongAnswers(blueprint: Blueprint, count: number): Promise<{ readonly wrong: unknown[]; readonly control: unknown[] }> {
  const { routes } = tableOfBlueprint(blueprint).table;
  // A route leads to a port of a workload, and a server of ours stands for all its ports.
  const named = routes.map((route) => ({ ...route, backend: route.backend.replace(/:.*/, '') }));
  const backends = await startBackends([...new Set(named.map(({ backend }) => backend))], '127.0.0.1');
  const [port] = (await freePorts(1)) as [number];
  const { text } = nginxConfig(blueprint, {
    listen: `127.0.0.1:${port}`,
    trustedProxies: [],
    addressOf: ({ id }) => `127.0.0.1:${backends.ports.get(id)}`,
  });
  const nginx = await startNginx(text, port);
  try {
    const probes = probesOf(named, { count, seed: RUN_SEED });
    const answers = await nginx.probeAll(probes);
    return { wrong: disagreements(named, 'nginx', probes, answers), control: disagreements(named, 'traefik', probes, answers) };
  } finally {
    await nginx.stop();
    await backends.stop();
  }
}

describeWithNginx('nginx, configured by Cadastre, answers as the table says', () => {
  test('the routes of each product in each environment', async () => {
    const { platforms } = compile(await loadProducts({ registry: path.resolve(__dirname, '../../registry') }));
    expect(platforms.length).toBeGreaterThanOrEqual(9);
    for (const { platform, blueprint } of platforms) {
      const title = `${platform.product}/${platform.environment}`;
      const { wrong } = await wrongAnswers(blueprint, 2_000);
      expect({ title, seed: RUN_SEED, wrong }).toEqual({ title, seed: RUN_SEED, wrong: [] });
    }
  });

  test.each([false, true])('random routes, some of some methods: %s', async (methods) => {
    const routes = sampleOf(randomTable({ hosts: 24, methods, wildcards: true }), RUN_SEED);
    const blueprint = blueprintOf(routes);
    expect(tableOfBlueprint(blueprint).table.routes).toHaveLength(routes.length);
    const { wrong, control } = await wrongAnswers(blueprint, 12_000);
    expect({ seed: RUN_SEED, wrong }).toEqual({ seed: RUN_SEED, wrong: [] });
    expect(control).not.toEqual([]); // so the line above can fail
  });
});
