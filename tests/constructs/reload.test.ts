import { developmentOverlay, objectsOf, plainService, platformOf, productionOverlay } from '../support/platform';

const services = { owners: { ...plainService, database: 'owners', secrets: { JWT_SECRET: { secret: 'jwt', key: 'secret' } } } };

/** What Reloader is told of each Deployment, by its name. */
function reloads(overlay: object): Record<string, string | undefined> {
  const platform = platformOf({ services, overlay: { ...overlay, reloader: true } });
  const deployments = objectsOf(platform).filter(({ kind }) => kind === 'Deployment');
  return Object.fromEntries(
    deployments.map(({ metadata }) => {
      const { name = '', annotations } = metadata as { name?: string; annotations?: Record<string, string> };
      return [name, annotations?.['secret.reloader.stakater.com/reload']];
    }),
  );
}

const cluster = { provider: 'cloudnative-pg', cluster: 'acme-db' };

describe('Reloader (D3.9)', () => {
  test.each([
    [
      'by kubectl, where a new pod waits for its login',
      { ...developmentOverlay, secrets: { provider: 'existing' } },
      { owners: 'jwt,owners-db' },
    ],
    ['by Argo CD, where it waits too', productionOverlay, { owners: 'jwt,owners-db' }],
    ['by Argo CD, where an operator brings it', { ...productionOverlay, postgres: cluster }, { owners: 'jwt,owners-db' }],
    [
      'a tool on the database',
      { ...productionOverlay, development: true, tools: [{ tool: 'prisma-studio', service: 'owners' }] },
      { owners: 'jwt,owners-db', 'prisma-studio': 'owners-db' },
    ],
  ])('is told of what can be read at once: %s', (_, overlay, expected) => {
    expect(reloads(overlay)).toEqual(expected);
  });
});
