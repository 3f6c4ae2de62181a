import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { createDiagnostic, createLocator, formatJson } from '../../diagnostics';
import { compile, environmentsOf, type InputFile, type ProductInput } from '../../model';
import { cadastre } from '../support/command';
import { shop } from '../support/shop';

/** A product of one service with the environments `dev` and `prod`, as plain values. `change` edits them. */
function product(name: string, change: (files: Files) => void = () => undefined): ProductInput {
  const files: Files = {
    registry: { orders: { hostname: 'orders', port: 4001, layer: 'domain', label: 'Orders', routes: ['/api/orders'] } },
    manifest: { name, label: name, imageRegistry: 'ghcr.io/acme', services: ['orders'], environments: ['dev', 'prod'] },
    dev: { ...shop('dev').overlay, namespace: `${name}-dev`, ingress: { className: 'traefik', host: `${name}.localhost` } },
    prod: {
      ...shop('prod').overlay,
      namespace: `${name}-prod`,
      services: {},
      images: { tag: '1.4.2' },
      ingress: { className: 'traefik', host: `${name}.acme.example`, tls: { secretName: `${name}-tls` } },
    },
  };
  // The service needs no server.
  for (const kind of ['postgres', 'redis', 'rabbitmq']) delete files.dev[kind];
  for (const kind of ['postgres', 'redis', 'rabbitmq']) delete files.prod[kind];
  change(files);
  const folder = `registry/${name}`;
  const overlay = (environment: 'dev' | 'prod'): InputFile => ({
    file: `${folder}/environments/${environment}.yaml`,
    value: files[environment],
  });
  return {
    registry: { file: `${folder}/service-registry.json`, value: files.registry },
    manifest: { file: `${folder}/manifest.yaml`, value: files.manifest },
    environments: [
      { environment: 'dev', overlay: overlay('dev') },
      { environment: 'prod', overlay: overlay('prod') },
    ],
  };
}

type Files = Record<'registry' | 'manifest' | 'dev' | 'prod', Record<string, unknown>>;

function titles(products: readonly ProductInput[]): string[] {
  return compile(products).platforms.map(({ platform }) => `${platform.product}/${platform.environment}`);
}

function found(products: readonly ProductInput[]): [string, string][] {
  return compile(products).diagnostics.map(({ code, at }) => [code, at.file]);
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

const unreadable = (input: InputFile): InputFile => ({
  file: input.file,
  value: undefined,
  diagnostics: [
    createDiagnostic('invalid-yaml', { detail: 'not closed' }, { file: input.file, path: [], position: { line: 2, column: 1 } }),
  ],
});

test('every environment of every product becomes a platform, and the input stays as it is', () => {
  const products = frozen([product('shop'), product('bazaar')]);
  expect(titles(products)).toEqual(['shop/dev', 'shop/prod', 'bazaar/dev', 'bazaar/prod']);
  expect(found(products)).toEqual([]);
});

test('platforms are compared across environments and products', () => {
  const bazaar = product('bazaar', ({ dev, prod }) => {
    Object.assign(dev, { namespace: 'shop-dev', hardenedUid: true });
    Object.assign(prod, { hardenedUid: false });
  });
  expect(found([product('shop'), bazaar])).toEqual([
    ['environment-parity', 'registry/bazaar/environments/dev.yaml'],
    ['namespace-shared', 'registry/bazaar/environments/dev.yaml'],
  ]);
});

describe('a file that cannot be used', () => {
  const whole = product('shop', ({ prod }) => Object.assign(prod, { surprise: 1 }));
  const [dev, prod] = whole.environments as [ProductInput['environments'][0], ProductInput['environments'][0]];

  test('takes its environment away and no other', () => {
    expect(titles([whole])).toEqual(['shop/dev']);
    expect(found([whole])).toEqual([['unknown-key', prod.overlay.file]]);
    const lock = { file: 'registry/shop/environments/prod.images.yaml', value: { orders: {} } };
    const locked = { ...product('shop'), environments: [dev, { ...dev, environment: 'prod', imageLock: lock }] };
    expect(titles([locked])).toEqual(['shop/dev']);
  });

  test('counts for nothing if its loader has reported it, whatever its value is', () => {
    const overlay = { ...unreadable(dev.overlay), value: dev.overlay.value };
    const half = { ...product('shop'), environments: [{ ...dev, overlay }, { ...product('shop').environments[1]! }] };
    expect(titles([half])).toEqual(['shop/prod']);
    expect(found([half])).toEqual([['invalid-yaml', dev.overlay.file]]);
  });

  test('is reported together with what is wrong in the others', () => {
    const broken = { ...whole, manifest: unreadable(whole.manifest), registry: { ...whole.registry, value: { orders: 1 } } };
    expect(titles([broken, product('bazaar')])).toEqual(['bazaar/dev', 'bazaar/prod']);
    expect(found([broken])).toEqual([
      ['unknown-key', prod.overlay.file],
      ['invalid-yaml', whole.manifest.file],
      ['invalid-value', whole.registry.file],
    ]);
  });

  test('does not matter if it is a secret file that the provider does not read', () => {
    const secret = { ...unreadable({ file: 'registry/shop/environments/dev.secrets/a.yaml', value: undefined }), text: '{' };
    const secretFiles = [secret];
    const withFile = (provider: object): ProductInput => ({
      ...product('shop'),
      environments: [
        {
          environment: 'dev',
          overlay: { file: dev.overlay.file, value: { ...(dev.overlay.value as object), secrets: provider } },
          secretFiles,
        },
      ],
    });
    expect(found([withFile({ provider: 'development', seed: 'shop' })])).toEqual([['secret-files-unread', secret.file]]);
    expect(found([withFile({ provider: 'sops' })])).toEqual([['invalid-yaml', secret.file]]);
    expect(titles([withFile({ provider: 'sops' })])).toEqual([]);
  });
});

test('a program can ask which environments have files', () => {
  const { manifest } = product('shop', (files) => Object.assign(files.manifest, { environments: ['dev', 'prod', 'dev'] }));
  expect(environmentsOf(manifest)).toEqual(['dev', 'prod']);
  expect(environmentsOf(unreadable(manifest))).toBeUndefined();
  expect(environmentsOf({ ...manifest, value: { name: 'shop' } })).toBeUndefined();
});

describe('beside the command', () => {
  const home = process.cwd();
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cadastre-compile-'));
    process.chdir(folder);
  });

  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });

  test('a program finds what `cadastre check` finds in the files of the same values', async () => {
    const products = [
      product('bazaar', ({ registry, manifest }) => {
        Object.assign(registry['orders'] as object, { dependsOn: ['nobody'], extraEnv: { STOCK_URL: 'http://stock:80' } });
        Object.assign(manifest, { services: ['orders', 'orders', 'ordrs'] });
      }),
      product('shop', ({ dev, prod }) => {
        Object.assign(dev, { namespace: 'bazaar-dev', lint: { annotation: true } });
        Object.assign(prod, { namespace: 'bazaar-prod' });
      }),
    ];
    for (const { registry, manifest, environments } of products) {
      for (const { file, value } of [registry, manifest, ...environments.map(({ overlay }) => overlay)]) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, file.endsWith('.json') ? JSON.stringify(value) : stringify(value));
      }
    }
    const { diagnostics } = compile(products);
    expect(new Set(diagnostics.map(({ code }) => code)).size).toBeGreaterThan(4);
    const { code, out } = await cadastre('check', '--format', 'json');
    expect(code).toBe(1);
    const withoutPositions = (text: string): unknown =>
      JSON.parse(text, (key, value: unknown) => (key === 'line' || key === 'column' ? undefined : value));
    expect(withoutPositions(out)).toEqual(withoutPositions(formatJson(diagnostics, { locate: createLocator(() => undefined) })));
  });
});
