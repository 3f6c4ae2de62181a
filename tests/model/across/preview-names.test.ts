import { checkAcross } from '../../../model/across/check-across';
import { compiledOf, productionOverlay, plainService, type PlatformInput } from '../../support/platform';

const server = (host: string): object => ({ provider: 'external', host, maxConnections: 500, tls: { mode: 'verify-full' } });

function platform(
  environment: string,
  database: string,
  more: { readonly host?: string; readonly split?: boolean; readonly number?: string; readonly overlay?: object } = {},
): PlatformInput {
  const { host = 'db.acme.example', split = false, number, overlay } = more;
  const services = { owners: { ...plainService, hostname: 'owners', database, ...(split && { databaseAccess: 'split' }) } };
  return {
    services,
    environment,
    overlay: { ...productionOverlay, postgres: server(host), ...overlay },
    ...(number !== undefined && { number }),
  };
}

const preview = (database: string, more: Parameters<typeof platform>[2] = {}): PlatformInput =>
  platform('preview', database, { number: '9999999', ...more, overlay: { preview: {}, namespace: 'acme-preview', ...more.overlay } });

function found(...inputs: PlatformInput[]): (readonly [unknown, unknown])[] {
  return checkAcross([], inputs.map(compiledOf)).flatMap(({ code, args, related }) => {
    if (code !== 'preview-name-taken') return [];
    expect(related?.length).toBe(1);
    const { kind, name } = args as { readonly kind: string; readonly name: string };
    return [[kind, name] as const];
  });
}

test.each<readonly [string, PlatformInput, PlatformInput, readonly (readonly [string, string])[]]>([
  ['a database', preview('owners'), platform('staging', 'owners_2024'), [['database', 'owners_2024']]],
  [
    'a database, with the number of a run',
    preview('owners', { number: '17' }),
    platform('staging', 'owners_2024'),
    [['database', 'owners_2024']],
  ],
  ['a role of another database', preview('owners', { split: true }), platform('staging', 'owners_app_7'), [['role', 'owners_app_7']]],
  ['one on another server', preview('owners'), platform('staging', 'owners_2024', { host: 'other.acme.example' }), []],
  ['a number with a leading zero', preview('owners'), platform('staging', 'owners_024'), []],
  ['a number of eight digits', preview('owners'), platform('staging', 'owners_20241231'), []],
  ['another beginning', preview('owners'), platform('staging', 'archive_2024'), []],
  ['no number', preview('owners'), platform('staging', 'owners'), []],
  [
    'a namespace',
    preview('owners'),
    platform('staging', 'stock', { overlay: { namespace: 'acme-preview-17' } }),
    [['namespace', 'acme-preview-17']],
  ],
  ['an environment, whose tree it is', preview('owners'), platform('preview-17', 'stock'), [['tree', 'preview-17']]],
])('%s', (_, first, second, expected) => {
  expect(found(first, second)).toEqual(expected);
  expect(found(second, first)).toEqual(expected);
});

test('nothing without a preview', () => {
  expect(found(platform('prod', 'owners'), platform('staging', 'owners_2024'))).toEqual([]);
});
