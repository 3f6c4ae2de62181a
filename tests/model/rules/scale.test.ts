import { checked } from '../../support/platform';
import type { Platform } from '../../../model';
import { type Input, platformOf, shop } from '../../support/shop';
import { workOf } from '../../support/work';

type Entry = Record<string, unknown>;

/** A platform of many services, each as `entryOf` has it. */
function platformWith(amount: number, entryOf: (index: number) => Entry): Platform {
  const entries = Array.from({ length: amount }, (_, index): [string, Entry] => {
    const name = `service-${index}`;
    return [
      name,
      { hostname: name, port: 10_000 + index, layer: 'domain', label: name, routes: [`/api/v1/things-${index}/x`], ...entryOf(index) },
    ];
  });
  const registry = Object.fromEntries(entries);
  const input: Input = { ...shop('prod'), registry };
  Object.assign(input.manifest, { services: Object.keys(registry) });
  const postgres = {
    provider: 'external',
    host: 'postgres.acme.example',
    maxConnections: 262_143,
    poolSize: 1,
    tls: { mode: 'verify-full' },
  };
  Object.assign(input.overlay, { services: {}, images: { tag: '1.0.0' }, postgres });
  return platformOf(input, 'prod');
}

/** The work of a check, and the codes that it found. */
function counted(platform: Platform): { readonly work: number; readonly codes: readonly string[] } {
  let codes: readonly string[] = [];
  const work = workOf(() => (codes = checked(platform).map(({ code }) => code)));
  return { work, codes: [...new Set(codes)] };
}

const urlTo = (index: number): Entry => ({
  dependsOn: [`service-${index}`],
  extraEnv: { NEXT_URL: `http://service-${index}:${10_000 + index}`, LOG_LEVEL: 'info' },
});

describe('the work of a check grows in proportion to the platform', () => {
  test.each<[string, readonly string[], (index: number, amount: number) => Entry]>([
    ['no finding', [], (index) => ({ database: `service_${index}`, ...(index > 0 && urlTo(index - 1)) })],
    ['all in one circle', ['dependency-cycle'], (index, amount) => urlTo((index + 1) % amount)],
    [
      'all with a typo',
      ['dependency-unknown', 'dependency-undeclared'],
      (index) => ({ ...urlTo(index === 0 ? 1 : 0), dependsOn: [`servicf-${index}`] }),
    ],
    ['all with an unknown host', ['url-host-unknown'], (index) => ({ extraEnv: { NEXT_URL: `http://servicf-${index}:80` } })],
    [
      'all with one hostname, port, database and route',
      ['hostname-duplicate', 'database-shared', 'route-conflict'],
      () => ({ hostname: 'one', port: 1024, database: 'one', routes: ['/one'] }),
    ],
    [
      'routes that start with each other',
      ['route-sibling-prefix'],
      (index) => ({ routes: [`/${'a'.repeat(1 + (index % 500))}${index >= 500 ? index : ''}`] }),
    ],
    [
      'routes under each other',
      ['route-shadowed'],
      (index) => ({ routes: [`/${'a/'.repeat(index % 250)}b${index}`, ...(index < 250 ? [`/${'a/'.repeat(index)}a`] : [])] }),
    ],
  ])('with %s', (_title, expected, entryOf) => {
    const small = counted(platformWith(300, (index) => entryOf(index, 300)));
    const large = counted(platformWith(1200, (index) => entryOf(index, 1200)));
    expect(large.codes).toEqual(expected.length === 0 ? [] : expect.arrayContaining([...expected]));
    expect(large.work / small.work).toBeLessThan(5);
  });
});
