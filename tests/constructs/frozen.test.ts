import { Construct } from 'constructs';
import { PlatformApp } from '../../constructs';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { podOf } from '../support/containers';
import { objectsOf, platformOf } from '../support/platform';

const platform = platformOf(goldenPlatforms['everything-dev']!);
const objects = objectsOf(platform);

/** These can never change on an object that exists, so a change here is a change that every user has to repair by hand. */
test('selectors are frozen: the registry key and the component (D1.3)', () => {
  const { services, ...rest } = goldenPlatforms['everything-dev']!;
  const derived = Object.fromEntries(Object.entries(services).map(([key, service]) => [key, { ...service, component: undefined }]));
  const objects = objectsOf(platformOf({ ...rest, services: derived }));
  const deployment = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'valuation-api');
  const selector = { 'app.kubernetes.io/name': 'valuations', 'app.kubernetes.io/component': 'api' };
  expect((deployment?.['spec'] as unknown as { selector: object }).selector).toEqual({ matchLabels: selector });
  expect(deployment && podOf(deployment)?.labels).toMatchObject({ ...selector, 'app.kubernetes.io/instance': 'valuation-api' });
  const service = objects.find(({ kind, metadata }) => kind === 'Service' && metadata.name === 'valuation-api');
  expect((service?.['spec'] as unknown as { selector: object }).selector).toEqual(selector);
});

test.each([
  ['postgres', 'database'],
  ['redis', 'cache'],
  ['rabbitmq', 'broker'],
])('the StatefulSet %s selects by its name and `%s`', (name, component) => {
  const set = objects.find(({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === name);
  expect((set?.['spec'] as unknown as { selector: object }).selector).toEqual({
    matchLabels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': component },
  });
});

test.each([
  ['node', 'api'],
  ['python', 'api'],
  ['nextjs', 'web'],
  ['static', 'web'],
])('the component of a %s service is `%s`', (runtime, component) => {
  const [service] = platformOf({
    services: { owners: { hostname: 'owners', port: 80, layer: 'domain', label: 'O', routes: [], runtime } },
  }).services;
  expect(service?.component).toBe(component);
});

test('the component of a worker is `worker`, whatever its runtime', () => {
  const workers = objectsOf(platformOf(goldenPlatforms['kinds-dev']!)).filter(({ metadata }) => metadata.name === 'notice-clock');
  const deployment = workers.find(({ kind }) => kind === 'Deployment');
  expect((deployment?.['spec'] as unknown as { selector: object }).selector).toEqual({
    matchLabels: { 'app.kubernetes.io/name': 'notice-clock', 'app.kubernetes.io/component': 'worker' },
  });
  expect(workers.map(({ kind }) => kind)).not.toContain('Service');
});

test('the component of a cron job is `cron`', () => {
  const cronJob = objectsOf(platformOf(goldenPlatforms['kinds-dev']!)).find(({ kind }) => kind === 'CronJob');
  expect(cronJob && podOf(cronJob)?.labels).toMatchObject({ 'app.kubernetes.io/component': 'cron' });
});

test('the component of a stateful service is `stateful`, and its StatefulSet selects by it', () => {
  const set = objectsOf(platformOf(goldenPlatforms['stateful-dev']!)).find(
    ({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === 'archive',
  );
  expect((set?.['spec'] as unknown as { selector: object }).selector).toEqual({
    matchLabels: { 'app.kubernetes.io/name': 'archive', 'app.kubernetes.io/component': 'stateful' },
  });
});

test('a construct of the user’s own can refuse to be rendered', () => {
  const app = new PlatformApp({ write: () => undefined });
  const construct = new Construct(app, 'own');
  construct.node.addValidation({ validate: () => ['no Tuesdays'] });
  expect(() => app.synth()).toThrow('[own] no Tuesdays');
});
