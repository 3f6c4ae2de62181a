import type { RoutingObject } from './support/api';
import { translate, type Translated } from './support/egctl';
import { routedTrees } from './support/product-trees';
import { classObjects } from './support/table-objects';
import { describeWithRoutingTools } from './support/tools';
import { answerOfXds } from './support/xds-routes';

interface Listener {
  readonly name: string;
  readonly port: number;
}

interface Route {
  readonly spec: {
    readonly parentRefs: readonly { readonly name: string; readonly namespace: string; readonly sectionName: string }[];
  };
}

const envoyClass = 'envoy-of-the-test';
const classes = classObjects({ port: 8080, ingress: 'nobody.test/none', gateway: 'gateway.envoyproxy.io/gatewayclass-controller' })
  .filter(({ kind }) => kind === 'GatewayClass')
  .map((object) => ({ ...object, metadata: { ...object.metadata, name: envoyClass } }));

/** A Gateway of Envoy. Certificates are not looked at here, so that its listeners are of plain HTTP. */
function gateway(name: string, namespace: string, listeners: readonly Listener[]): RoutingObject {
  const allowedRoutes = { namespaces: { from: 'All' } };
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace },
    spec: { gatewayClassName: envoyClass, listeners: listeners.map((listener) => ({ ...listener, protocol: 'HTTP', allowedRoutes })) },
  };
}

/** A tree with the Gateway that its routes belong to, whether or not it is the tree's own. */
function withGateway(objects: readonly RoutingObject[]): RoutingObject[] {
  const parents = objects.filter(({ kind }) => kind === 'HTTPRoute').flatMap((route) => (route as unknown as Route).spec.parentRefs);
  const names = [...new Set(parents.map(({ sectionName }) => sectionName))].sort();
  const { name = '', namespace = '' } = parents[0] ?? {};
  const listeners = names.map((listener, index) => ({ name: listener, port: 80 + index }));
  return [...classes, ...objects.filter(({ kind }) => kind !== 'Gateway'), gateway(name, namespace, listeners)];
}

describeWithRoutingTools('Envoy Gateway’s translator', (tools) => {
  const trees = routedTrees().filter(
    ({ title, objects }) => !title.includes('traefik') && objects.some(({ kind }) => kind === 'HTTPRoute'),
  );
  const translated = (title: string): Promise<Translated> =>
    translate(tools, withGateway(trees.find((tree) => tree.title.endsWith(`/${title}`))?.objects ?? []));

  test('has trees to read', () => {
    expect(trees.length).toBeGreaterThanOrEqual(3);
  });

  test.each(trees.map((tree) => [tree.title, tree.objects] as const))('accepts each route and policy of %s', async (_title, objects) => {
    const { problems, judged } = await translate(tools, withGateway(objects));
    const judgedKinds = ['HTTPRoute', 'SecurityPolicy', 'BackendTrafficPolicy', 'ClientTrafficPolicy'];
    expect(problems).toEqual([]);
    expect(judged).toHaveLength(objects.filter(({ kind }) => judgedKinds.includes(kind)).length);
  });

  test.each([
    ['GET', '/api/v1/owners/search', 'owners', '/api/v1/owners/search'],
    ['GET', '/api/v1/owners/search/7', 'owners', '/api/v1/owners/search/7'],
    ['PUT', '/api/v1/registers', 'web', '/api/v1/registers'],
    ['POST', '/api/v1/registers/7', 'owners', '/api/v1/registers/7'],
    ['GET', '/legacy/owners/7', 'owners-legacy-owners', '/api/v1/owners/7'],
    ['GET', '/legacy/owner/7', 'web', '/legacy/owner/7'],
    ['GET', '/api/v1/auth/sessions', 'auth-gateway-api-v1-auth-sessions', '/api/v1/auth/sessions'],
    ['GET', '/api/v1/authors', 'web', '/api/v1/authors'],
  ])('leads %s %s to %s, as %s', async (method, path, httpRoute, seen) => {
    const { routes } = await translated('envoy-gateway-prod');
    const answers = routes.flatMap((configuration) => answerOfXds(configuration, { method, host: 'acme.example.com', path }) ?? []);
    expect(answers).toContainEqual(expect.objectContaining({ httpRoute, path: seen }));
  });
});
