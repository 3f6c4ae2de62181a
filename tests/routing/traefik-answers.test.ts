import type { Dialect, TableRoute } from '../../model/route-table';
import { startRoutingApi, type RoutingApi, type RoutingObject } from './support/api';
import { describeWithTraefik } from './support/describe-with-traefik';
import { disagreements } from './support/disagreements';
import { startBackends } from './support/echo';
import { backendAddress } from './support/network';
import { probesOf } from './support/probes';
import { productRoutes, productTrees } from './support/product-trees';
import { RANDOM_BACKENDS, randomTable, RUN_SEED, sampleOf } from './support/random-table';
import { serveObjects, serveRoutes, type Stage } from './support/serve';
import { backendsOf, classObjects } from './support/table-objects';
import { routesOfIngresses } from './support/table-of-objects';
import { portsForTraefik, startTraefik, type TraefikOptions, type TraefikPorts } from './support/traefik';

const readers: readonly (readonly [dialect: Dialect, kind: 'Ingress' | 'HTTPRoute', options: TraefikOptions])[] = [
  ['traefik', 'Ingress', { providers: ['kubernetesIngress'] }],
  ['traefik-strict', 'Ingress', { providers: ['kubernetesIngress'], strictPrefixMatching: true }],
  ['traefik-gateway', 'HTTPRoute', { providers: ['kubernetesGateway'] }],
];

describeWithTraefik('Traefik answers as the table says', (tools) => {
  let api: RoutingApi;
  let ports: TraefikPorts;

  beforeAll(async () => {
    ports = await portsForTraefik();
    api = await startRoutingApi(tools);
    await api.apply(classObjects({ port: ports.web, ingress: 'traefik.io/ingress-controller', gateway: 'traefik.io/gateway-controller' }));
  });
  afterAll(() => api.stop());

  /** Starts Traefik before backends for one test, and ends both. */
  const onStage = async (services: readonly string[], options: TraefikOptions, use: (stage: Stage) => Promise<void>): Promise<void> => {
    const backends = await startBackends(services, backendAddress!);
    const traefik = await startTraefik(tools, api, ports, options);
    try {
      await use({ api, traefik, backends });
    } finally {
      await traefik.stop();
      await backends.stop();
    }
  };

  describe.each(readers)('in the dialect %s', (dialect, kind, options) => {
    const tables: readonly (readonly [title: string, routes: () => readonly TableRoute[]])[] = [
      ['the routes of the products', productRoutes],
      ['random routes', () => sampleOf(randomTable({ hosts: 24, methods: kind === 'HTTPRoute', wildcards: true }), RUN_SEED)],
    ];
    test.each(tables)('%s', (_, make) => {
      const routes = make();
      return onStage([...backendsOf(routes), ...RANDOM_BACKENDS], options, async (stage) => {
        const remove = await serveRoutes(stage, kind, routes);
        try {
          const probes = probesOf(routes, { count: 10_000, seed: RUN_SEED });
          const wrong = disagreements(routes, dialect, probes, await stage.traefik.probeAll(probes));
          expect({ seed: RUN_SEED, wrong }).toEqual({ seed: RUN_SEED, wrong: [] });
        } finally {
          await remove();
        }
      });
    });
  });

  test.each(productTrees().map(({ title, objects }) => [title, objects] as const))('the objects of %s', (_, objects) => {
    const routes = routesOfIngresses(objects);
    return onStage(backendsOf(routes), { providers: ['kubernetesIngress', 'kubernetesCRD'] }, async (stage) => {
      const remove = await serveObjects(stage, ofClass(objects, 'public'));
      try {
        const probes = probesOf(routes, { count: 2_000, seed: RUN_SEED });
        const { routers } = await stage.traefik.state();
        const plain = routers.filter(({ rule }) => !rule.includes('served-')).some(({ entryPoints }) => entryPoints.includes('web'));
        const answers = await (plain ? stage.traefik : stage.traefik.secure).probeAll(probes);
        expect({ seed: RUN_SEED, wrong: disagreements(routes, 'traefik', probes, answers) }).toEqual({ seed: RUN_SEED, wrong: [] });
      } finally {
        await remove();
      }
    });
  });
});

/** The same objects for a controller of a class of another name. */
function ofClass(objects: readonly RoutingObject[], ingressClassName: string): RoutingObject[] {
  return objects.map((object) =>
    object.kind === 'Ingress' ? { ...object, spec: { ...(object['spec'] as object), ingressClassName } } : object,
  );
}
