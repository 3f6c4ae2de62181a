import { expectedObjects } from '../../cli/cluster/expected-object';
import { designPlatform } from '../../model/design';
import { ingressAnnotations } from '../../model/design/routing/annotations';
import { compiledOf, developmentOverlay, objectsOf, plainService, platformOf, productionOverlay } from '../support/platform';

const router = 'traefik.ingress.kubernetes.io/router';
const host = 'acme.example.com';

function ingressOf(ingress: object, overlay: object = productionOverlay): { annotations: Record<string, string>; spec: unknown } {
  const objects = objectsOf(compiledOf({ services: { owners: plainService }, overlay: { ...overlay, ingress } }).platform);
  const { metadata, spec } = objects.find(({ kind }) => kind === 'Ingress')! as unknown as {
    metadata: { annotations?: Record<string, string> };
    spec: unknown;
  };
  const { 'argocd.argoproj.io/sync-wave': _, ...annotations } = metadata.annotations ?? {};
  return { annotations, spec };
}

describe('an Ingress', () => {
  test.each([
    ['with TLS leads Traefik to its entry point for it', { className: 'traefik', tls: { secretName: 'acme-tls' } }, ['entrypoints', 'tls']],
    ['with TLS leads another class of Traefik there', { className: 'Traefik-internal', tls: {} }, ['entrypoints', 'tls']],
    ['without TLS says nothing to Traefik', { className: 'traefik' }, []],
    ['with TLS says nothing to other controllers', { className: 'nginx', tls: { secretName: 'acme-tls' } }, []],
  ])('%s', (_, ingress, said) => {
    const { annotations } = ingressOf({ host, ...ingress });
    expect(annotations).toEqual(said.length === 0 ? {} : { [`${router}.entrypoints`]: 'websecure', [`${router}.tls`]: 'true' });
  });

  test('says what the overlay says over the defaults, by name, and leaves out what the overlay takes away', () => {
    const annotations = {
      [`${router}.tls`]: false,
      [`${router}.middlewares`]: 'edge-limits@kubernetescrd',
      [`${router}.entrypoints`]: 'https',
    };
    const said = ingressOf({ className: 'traefik', host, tls: { secretName: 'acme-tls' }, annotations }).annotations;
    expect(Object.entries(said)).toEqual([
      [`${router}.entrypoints`, 'https'],
      [`${router}.middlewares`, 'edge-limits@kubernetescrd'],
    ]);
  });

  test.each([
    ['a certificate of its own', { secretName: 'acme-tls' }, [{ hosts: [host], secretName: 'acme-tls' }]],
    ["the controller's certificate", {}, [{ hosts: [host] }]],
    ['a certificate by cert-manager', { issuer: { name: 'letsencrypt' } }, [{ hosts: [host], secretName: 'acme-tls' }]],
  ])('with %s', (_, tls, expected) => {
    expect(ingressOf({ className: 'nginx', host, tls }).spec).toMatchObject({ tls: expected });
  });

  test.each([
    [{ name: 'letsencrypt' }, { 'cert-manager.io/issuer': 'letsencrypt' }],
    [{ name: 'letsencrypt', kind: 'ClusterIssuer' }, { 'cert-manager.io/cluster-issuer': 'letsencrypt' }],
  ])('names the issuer %j to cert-manager', (issuer, expected) => {
    expect(ingressOf({ className: 'nginx', host, tls: { issuer } }).annotations).toEqual(expected);
  });
});

describe('a certificate by cert-manager', () => {
  const overlay = {
    ...developmentOverlay,
    ingress: { className: 'traefik', host, tls: { issuer: { name: 'private' } } },
    tools: [{ tool: 'pgadmin', host: 'pgadmin.example.com' }],
  };
  const { blueprint } = compiledOf({ services: { owners: { ...plainService, database: 'owners' } }, overlay });

  test('is one for each Ingress, since cert-manager lets one alone own it', () => {
    expect(blueprint.exposures.map(({ id, tls }) => [id, tls?.certificate])).toEqual([
      ['routes', 'acme-tls'],
      ['tool/pgadmin', 'pgadmin-tls'],
    ]);
  });

  test('is expected of nobody', () => {
    const certificates = blueprint.references.filter(({ uses }) => uses.some(({ purpose }) => purpose === 'certificate'));
    expect(certificates.map(({ name, from }) => [name, from])).toEqual([
      ['acme-tls', 'manifests'],
      ['pgadmin-tls', 'manifests'],
    ]);
    expect(expectedObjects(blueprint).filter(({ name }) => name.endsWith('-tls'))).toEqual([]);
  });
});

test('no annotation has another order when the input has', () => {
  const of = (annotations: Record<string, string>): string[] =>
    Object.keys(ingressAnnotations({ controller: 'none', tls: undefined, annotations, declaredBy: 'ingress' }));
  expect(of({ b: '1', a: '2' })).toEqual(of({ a: '2', b: '1' }));
});

test('a Middleware of the overlay stands behind those by which the routes are told', () => {
  const middlewares = 'traefik.ingress.kubernetes.io/router.middlewares';
  const { ingress: _ingress, ...overlay } = developmentOverlay;
  const annotations = { [middlewares]: 'acme-compress@kubernetescrd' };
  const exposed = (gateway: object): unknown =>
    designPlatform(
      platformOf({
        services: { owners: plainService },
        manifest: { gateway },
        overlay: { ...overlay, routing: { className: 'traefik', hosts: ['acme.localhost'], annotations } },
      }),
    ).exposures.map((exposure) => exposure.annotations[middlewares]);
  expect(exposed({})).toEqual(['acme-compress@kubernetescrd']);
  expect(exposed({ retries: 2 })).toEqual(['acme-acme-retry@kubernetescrd,acme-compress@kubernetescrd']);
});
