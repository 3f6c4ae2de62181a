import registry from '../fixtures/docker-compose-stack/service-registry.json';
import type { EnvVariable } from '../../model/platform';
import { containerOf } from '../support/containers';
import { checked, developmentOverlay, objectsOf, platformOf } from '../support/platform';

/**
 * The registry of the docker-compose stack that this product replaces, unchanged, with the product manifest it needs:
 * there every back-end service was given RABBITMQ_URL and JWT_SECRET beside what its entry says.
 */
const platform = platformOf({
  services: registry,
  manifest: {
    name: 'property-tax',
    defaults: { node: { needsRabbitmq: true, secrets: { JWT_SECRET: { secret: 'jwt', key: 'secret' } } } },
  },
  overlay: { ...developmentOverlay, postgres: { provider: 'in-cluster', poolSize: 3 } },
});

test('the registry is accepted as it is, with nothing to report', () => {
  expect(checked(platform)).toEqual([]);
});

test('assessment-roll has every variable that docker-compose gave it', () => {
  const objects = objectsOf(platform);
  const variables = containerOf(objects, 'Deployment', 'assessment-roll').variables;
  expect(variables).toMatchObject({
    PORT: '4104',
    NODE_ENV: 'production',
    DATABASE_URL: expect.stringMatching(
      /^postgresql:\/\/assessment_roll:[0-9a-f]{32}@postgres:5432\/assessment_roll\?connection_limit=3&sslmode=disable$/,
    ) as string,
    RABBITMQ_URL: expect.stringMatching(/^amqp:\/\/app:[0-9a-f]{32}@rabbitmq:5672\/property-tax$/) as string,
    JWT_SECRET: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
  });
  expect(new URL(variables['DATABASE_URL'] ?? '').hostname).toBe('postgres');
});

test('tax-billing-instalment is told where assessment-roll is', () => {
  expect(containerOf(objectsOf(platform), 'Deployment', 'tax-billing-instalment').variables).toMatchObject({
    ASSESSMENT_ROLL_URL: 'http://assessment-roll:4104',
  });
});

test('a service without a database gets no database, and one without Redis no Redis', () => {
  const names = (key: string): string[] =>
    platform.services.find((service) => service.key === key)?.env.map(({ name }: EnvVariable) => name) ?? [];
  expect(names('api-gateway')).not.toContain('DATABASE_URL');
  expect(names('api-gateway')).not.toContain('REDIS_URL');
  expect(names('auth-gateway')).toEqual(expect.arrayContaining(['DATABASE_URL', 'REDIS_URL', 'RABBITMQ_URL', 'JWT_SECRET']));
});
