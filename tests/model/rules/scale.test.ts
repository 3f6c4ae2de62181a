import { checkPlatform, type Platform } from '../../../model';
import { type Input, platformOf, shop } from '../../support/shop';

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

/** The time of this process alone, in milliseconds, and what was found. */
function timed(platform: Platform): { readonly milliseconds: number; readonly codes: readonly string[] } {
  const before = process.cpuUsage();
  const codes = [...new Set(checkPlatform(platform).map(({ code }) => code))];
  const { user, system } = process.cpuUsage(before);
  return { milliseconds: (user + system) / 1000, codes };
}

const urlTo = (index: number): Entry => ({
  dependsOn: [`service-${index}`],
  extraEnv: { NEXT_URL: `http://service-${index}:${10_000 + index}`, LOG_LEVEL: 'info' },
});

describe('a platform of thousands of services', () => {
  // Measured: 0.35 to 0.6 s of CPU on a machine that was busy. The bounds leave room.
  test('is checked in well under a second when it is clean', () => {
    const { milliseconds, codes } = timed(
      platformWith(5000, (index) => ({ database: `service_${index}`, ...(index > 0 && urlTo(index - 1)) })),
    );
    expect(codes).toEqual([]);
    expect(milliseconds).toBeLessThan(2000);
  });

  // With a quadratic step these would take far longer.
  test.each<[string, readonly string[], (index: number) => Entry]>([
    ['all in one circle', ['dependency-cycle'], (index) => urlTo((index + 1) % 2000)],
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
      (index) => ({ routes: [`/${'a'.repeat(1 + (index % 1000))}${index >= 1000 ? index : ''}`] }),
    ],
    [
      'routes under each other',
      ['route-shadowed'],
      (index) => ({ routes: [`/${'a/'.repeat(index % 500)}b${index}`, ...(index < 500 ? [`/${'a/'.repeat(index)}a`] : [])] }),
    ],
  ])('is checked in seconds with %s', (_title, expected, entryOf) => {
    const { milliseconds, codes } = timed(platformWith(2000, entryOf));
    expect(codes).toEqual(expect.arrayContaining([...expected]));
    expect(milliseconds).toBeLessThan(4000);
  });
});
