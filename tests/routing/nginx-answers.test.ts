import type { TableRoute } from '../../model/route-table';
import { freePorts } from '../cluster/support/free-ports';
import { describeWithNginx } from './support/describe-with-nginx';
import { disagreements } from './support/disagreements';
import { startBackends, type Backends } from './support/echo';
import { startNginx } from './support/nginx';
import { probesOf } from './support/probes';
import { productRoutes } from './support/product-trees';
import { RANDOM_BACKENDS, randomTable, RUN_SEED, sampleOf } from './support/random-table';
import { backendsOf } from './support/table-objects';

/** A config of routes without methods, as short as it can be. */
function standIn(routes: readonly TableRoute[], port: number, { ports }: Backends): string {
  const hosts = [...new Set(routes.map(({ host }) => host))];
  const locationsOf = (host: string): string => {
    const locations = new Map<string, string>();
    const own = routes.filter((route) => route.host === host);
    for (const { path: at, backend } of own.filter(({ match }) => match === 'prefix')) {
      locations.set(`${at === '/' ? '' : at}/`, backend);
      if (at !== '/') locations.set(`= ${at}`, backend);
    }
    for (const { path: at, backend } of own.filter(({ match }) => match === 'exact')) locations.set(`= ${at}`, backend);
    if (!locations.has('/')) locations.set('/', '');
    return [...locations].map(([at, to]) => `location ${at} { ${to === '' ? 'return 404' : `proxy_pass http://${to}`}; }`).join('\n');
  };
  return `
events {}
http {
  access_log off;
  proxy_http_version 1.1;
  proxy_set_header Connection '';
  proxy_set_header Host $host;
  ${backendsOf(routes)
    .map((name) => `upstream ${name} { server 127.0.0.1:${ports.get(name)}; keepalive 8; }`)
    .join('\n')}
  server { listen 127.0.0.1:${port} default_server; return 404; }
  ${hosts.map((host) => `server { listen 127.0.0.1:${port}; server_name ${host}; ${locationsOf(host)} }`).join('\n')}
}
`;
}

describeWithNginx('nginx answers as the table says', () => {
  const tables: readonly (readonly [title: string, routes: () => readonly TableRoute[]])[] = [
    ['the routes of the products', productRoutes],
    ['random routes', () => sampleOf(randomTable({ hosts: 60, methods: false, wildcards: true }), RUN_SEED)],
  ];

  test.each(tables)('%s', async (_, make) => {
    const routes = make();
    const backends = await startBackends([...backendsOf(routes), ...RANDOM_BACKENDS], '127.0.0.1');
    const [port] = (await freePorts(1)) as [number];
    const nginx = await startNginx(standIn(routes, port, backends), port);
    try {
      const probes = probesOf(routes, { count: 12_000, seed: RUN_SEED });
      const answers = await nginx.probeAll(probes);
      const wrong = disagreements(routes, 'nginx', probes, answers);
      expect({ seed: RUN_SEED, wrong }).toEqual({ seed: RUN_SEED, wrong: [] });
      // So the line above can fail.
      expect(disagreements(routes, 'traefik', probes, answers)).not.toEqual([]);
    } finally {
      await nginx.stop();
      await backends.stop();
    }
  });
});
