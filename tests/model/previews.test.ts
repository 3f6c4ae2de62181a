import fc from 'fast-check';
import type { Diagnostic } from '../../diagnostics';
import { isPreviewNumber } from '../../formats';
import { compile, type CompileOptions, treeNameOf } from '../../model';
import { plainService, platformOf, productInputsOf, productionOverlay, type PlatformInput } from '../support/platform';

const overlay = {
  ...productionOverlay,
  preview: {},
  ingress: { className: 'traefik', host: 'preview.acme.example', tls: {} },
};

const services = {
  owners: { ...plainService, database: 'owners', databaseAccess: 'split', migration: { command: ['migrate'] } },
  ledger: { ...plainService, hostname: 'ledger', port: 4001, routes: [], database: 'ledger', dependsOn: ['owners'] },
  reports: {
    ...plainService,
    hostname: 'reports',
    port: 4002,
    routes: [],
    database: { of: 'ledger', access: 'read', reason: 'sums' },
    env: { SOURCE: '${services.ledger.url}' },
  },
};

const preview = (number?: string): PlatformInput => ({
  services,
  overlay,
  environment: 'preview',
  ...(number !== undefined && { number }),
});

function findings(input: PlatformInput, options: CompileOptions): readonly Diagnostic[] {
  return compile(productInputsOf(input), options).diagnostics.filter(
    ({ code }) => code.startsWith('preview-') && code !== 'preview-server-shared',
  );
}

describe('a preview of a number', () => {
  const platform = platformOf(preview('17'));

  test('has a namespace, a host and a tree of its own', () => {
    expect(platform.namespace).toBe('acme-17');
    expect(platform.routing?.host).toBe('preview-17.acme.example');
    expect(treeNameOf(platform)).toBe('preview-17');
    expect(platform.environment).toBe('preview');
  });

  test('has databases and roles of its own, whose names end with its number', () => {
    const names = platform.services.map(({ key, database }) => [key, database?.name, database?.owner, database?.role]);
    expect(names).toEqual([
      ['ledger', 'ledger_17', 'ledger_17', 'ledger_17'],
      ['owners', 'owners_17', 'owners_owner_17', 'owners_app_17'],
      ['reports', 'ledger_17', 'ledger_17', 'ledger_reports_17'],
    ]);
  });

  test('calls services of another product in the preview of the same number, and of its own elsewhere', () => {
    const auth = { services: { auth: { ...plainService, hostname: 'auth', routes: [] } }, overlay: { ...overlay, namespace: 'platform' } };
    const calls = { owners: { ...plainService, dependsOn: ['platform/auth'] } };
    const [neighbour] = platformOf({ ...preview('17'), services: calls, products: { platform: auth } }).neighbours;
    expect(neighbour).toMatchObject({ key: 'platform/auth', namespace: 'platform-17' });
    const { preview: _, ...always } = auth.overlay;
    const [same] = platformOf({ ...preview('17'), services: calls, products: { platform: { ...auth, overlay: always } } }).neighbours;
    expect(same).toMatchObject({ namespace: 'platform' });
  });

  test('takes hosts of `routing` and of tools, each in its first part', () => {
    const { ingress: _, ...rest } = overlay;
    const routing = { className: 'traefik', hosts: ['preview.acme.example', { host: 'admin.acme.example', name: 'admin' }], tls: {} };
    const { routing: resolved, tools } = platformOf({
      ...preview('17'),
      overlay: { ...rest, routing, development: true, tools: [{ tool: 'pgadmin', host: 'db.acme.example' }] },
    });
    expect(resolved?.hosts.map(({ host }) => host)).toEqual(['preview-17.acme.example', 'admin-17.acme.example']);
    expect(tools.map((tool) => tool.host)).toEqual(['db-17.acme.example']);
  });
});

test('an environment that is no preview has no number anywhere', () => {
  const { preview: _, ...always } = overlay;
  const text = JSON.stringify(platformOf({ services, overlay: always }));
  expect(text).not.toContain('9999999');
  expect(platformOf({ services, overlay: always })).toMatchObject({ namespace: 'acme', preview: undefined });
});

describe('findings about the number', () => {
  const codes = (input: PlatformInput, options: CompileOptions): string[] => findings(input, options).map(({ code }) => code);

  test('none is wanted where nothing is written, and everything is checked for the longest', () => {
    expect(codes(preview(), {})).toEqual([]);
    expect(platformOf(preview()).preview).toMatchObject({ isNamed: false, number: '9999999' });
  });

  test('one is wanted of a run for one preview', () => {
    const [finding] = findings(preview(), { parameters: {} });
    expect(finding).toMatchObject({
      code: 'preview-number-missing',
      args: { environment: 'preview' },
      at: { file: 'registry/acme/environments/preview.yaml', path: ['preview'] },
    });
    expect(codes(preview(), { parameters: { number: '17' } })).toEqual([]);
  });

  test.each(['0', '017', '12345678', '-1', '1.5', 'main', '', '1; DROP DATABASE owners', '１７'])('%j is no number', (number) => {
    expect(codes(preview(), { parameters: { number } })).toEqual(['preview-number-invalid']);
    // Nothing of it gets into a name.
    expect(platformOf(preview(number)).namespace).toBe('acme-9999999');
  });

  test('another environment takes none', () => {
    const { preview: _, ...always } = overlay;
    const [finding] = findings({ services, overlay: always, environment: 'prod' }, { parameters: { number: '17' } });
    expect(finding).toMatchObject({ code: 'preview-parameter-unused', args: { environment: 'prod' } });
    expect(codes({ services, overlay: always, environment: 'prod' }, { parameters: {} })).toEqual([]);
  });
});

test('two numbers never give one name: what fits one preview is not that of another', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 1, max: 9_999_999 }), (one, other) => {
      fc.pre(one !== other);
      expect(isPreviewNumber(String(one))).toBe(true);
      const namesOf = (number: number): Set<string | undefined> => {
        const { namespace, routing, services: all } = platformOf(preview(String(number)));
        return new Set([namespace, routing?.host, ...all.flatMap(({ database }) => [database?.name, database?.owner, database?.role])]);
      };
      const names = namesOf(other);
      expect([...namesOf(one)].filter((name) => names.has(name))).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test('databases are held to parity without their number', () => {
  const { preview: _, ...always } = overlay;
  const [product] = productInputsOf({ services, overlay: always, environment: 'prod' });
  const [previews] = productInputsOf(preview());
  const manifest = { ...product!.manifest, value: { ...(product!.manifest.value as object), environments: ['preview', 'prod'] } };
  const both = { ...product!, manifest, environments: [...previews!.environments, ...product!.environments] };
  const { diagnostics, platforms } = compile([both]);
  expect(platforms).toHaveLength(2);
  expect(diagnostics.filter(({ code }) => code === 'environment-parity')).toEqual([]);
});
