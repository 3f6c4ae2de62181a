import { checkAcross } from '../../../model/across/check-across';
import { compiledOf, productionOverlay, plainService, type PlatformInput } from '../../support/platform';

const server = (host: string): object => ({ provider: 'external', host, maxConnections: 500, tls: { mode: 'verify-full' } });

function platform(
  environment: string,
  database: string,
  more: {
    readonly host?: string;
    readonly split?: boolean;
    readonly number?: string;
    readonly overlay?: object;
    readonly product?: string;
    readonly hostname?: string;
  } = {},
): PlatformInput {
  const { host = 'db.acme.example', split = false, number, overlay, product, hostname = 'owners' } = more;
  const services = { owners: { ...plainService, hostname, database, ...(split && { databaseAccess: 'split' }) } };
  return {
    services,
    environment,
    overlay: { ...productionOverlay, postgres: server(host), ...overlay },
    ...(product !== undefined && { manifest: { name: product } }),
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

const ingress = (host: string): object => ({ ingress: { className: 'traefik', host, tls: {} } });
const routed = (...hosts: readonly unknown[]): object => ({ ingress: undefined, routing: { className: 'nginx', hosts, tls: {} } });

describe('hosts of previews', () => {
  const previews = preview('owners', { overlay: ingress('pr.acme.example') });

  test.each<readonly [string, PlatformInput, readonly (readonly [string, string])[]]>([
    [
      'that of another environment',
      platform('staging', 'stock', { overlay: ingress('pr-17.acme.example') }),
      [['host', 'pr-17.acme.example']],
    ],
    [
      'that of another product, of another class and in any case',
      platform('staging', 'stock', { product: 'other', overlay: routed('www.acme.example', 'PR-7.Acme.example') }),
      [['host', 'PR-7.Acme.example']],
    ],
    ['another domain', platform('staging', 'stock', { overlay: ingress('pr-17.other.example') }), []],
    ['a number in another part', platform('staging', 'stock', { overlay: ingress('pr.acme-17.example') }), []],
    ['a leading zero', platform('staging', 'stock', { overlay: ingress('pr-017.acme.example') }), []],
    ['a host below it', platform('staging', 'stock', { overlay: ingress('www.pr-17.acme.example') }), []],
  ])('%s', (_, other, expected) => {
    expect(found(previews, other)).toEqual(expected);
    expect(found(other, previews)).toEqual(expected);
  });

  test('of a tool', () => {
    const development = { development: true, secrets: { provider: 'development', seed: 'tests' }, postgres: { provider: 'in-cluster' } };
    const tools = platform('dev', 'stock', { overlay: { ...development, tools: [{ tool: 'pgadmin', host: 'pr-17.acme.example' }] } });
    expect(found(previews, tools)).toEqual([['host', 'pr-17.acme.example']]);
  });
});

describe('Applications of previews', () => {
  const argocd = { repoURL: 'https://git.acme.example/platform/registry.git' };
  const pullRequests = { provider: 'github', owner: 'acme', repo: 'registry', labels: ['preview'] };
  const carried = (more: object = {}): object => ({ delivery: { argocd: { ...argocd, ...more } } });
  const previews = preview('owners', { overlay: { ...carried(), preview: { pullRequests } } });

  test.each<readonly [string, PlatformInput, readonly (readonly [string, string])[]]>([
    [
      'the one of another product',
      platform('17', 'stock', { product: 'acme-preview', overlay: carried() }),
      [['Application', 'acme-preview-17']],
    ],
    ['by another Argo CD', platform('17', 'stock', { product: 'acme-preview', overlay: carried({ namespace: 'argo-two' }) }), []],
    ['by hand', platform('17', 'stock', { product: 'acme-preview' }), []],
  ])('%s', (_, other, expected) => {
    expect(found(previews, other)).toEqual(expected);
    expect(found(other, previews)).toEqual(expected);
  });

  test.each([false, true])('the one of a service whose name ends with a number, made by a set: %s', (set) => {
    const parted = preview('owners', { product: 'acme-prod', overlay: { ...carried(), preview: { pullRequests } } });
    const other = platform('prod', 'stock', { hostname: 'preview-17', overlay: carried({ applications: 'service', set }) });
    expect(found(parted, other)).toEqual([['Application', 'acme-prod-preview-17']]);
  });
});

test('nothing without a preview', () => {
  expect(found(platform('prod', 'owners'), platform('staging', 'owners_2024'))).toEqual([]);
});
