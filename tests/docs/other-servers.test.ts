import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { checkPlatform } from '../../model';
import { compiledOf, developmentOverlay, productionOverlay } from '../support/platform';

const page = readFileSync(join(__dirname, '../../docs/guides/other-servers.md'), 'utf8');

/** The registry entries of the page, as a registry has them. */
const services = Object.fromEntries(
  [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].flatMap(([, entries = '']) =>
    Object.entries(JSON.parse(JSON.stringify(runInNewContext(`({${entries}})`))) as Record<string, object>),
  ),
);

test('the page has a stateful service for each of its servers, and one that calls it', () => {
  const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase().replace('mongodb', 'mongo'));
  const stateful = Object.entries(services).filter(([, entry]) => 'kind' in entry && entry.kind === 'stateful');
  expect(stateful.map(([key]) => key)).toEqual(headings);
  expect(Object.keys(services)).toHaveLength(2 * headings.length);
});

/** None of the services uses a server that Cadastre runs. */
const withoutServers = { postgres: undefined, redis: undefined, rabbitmq: undefined };

describe.each([
  ['development', { ...developmentOverlay, ...withoutServers, services: { nats: { replicas: 1 } } }],
  ['production', productionOverlay],
])('the entries of the page, in %s', (_, overlay) => {
  const { platform, blueprint } = compiledOf({ services, overlay });

  test('check clean', () => {
    expect(checkPlatform(platform, blueprint).map(({ code, args, at }) => ({ code, args, at }))).toEqual([]);
  });

  test('lead each caller to its server', () => {
    const called = blueprint.connections.flatMap(({ from, to, why }) =>
      why === 'dependsOn' && from.kind === 'workload' && to.kind === 'workload' ? [`${from.id} -> ${to.id}`] : [],
    );
    expect([...new Set(called)].sort()).toEqual([
      'service/appeals -> stateful/mongo',
      'service/notices -> stateful/nats',
      'service/permits -> stateful/mysql',
      'service/records -> stateful/minio',
    ]);
  });
});
