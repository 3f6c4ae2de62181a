import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cadastre } from '../support/command';

const home = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cadastre-neighbours-'));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A product of one service. */
function product(name: string, key: string, entry: object, listed = key): void {
  write(`registry/${name}/service-registry.json`, JSON.stringify({ [key]: { port: 4000, layer: 'domain', ...entry } }));
  write(
    `registry/${name}/manifest.yaml`,
    `name: ${name}\nlabel: ${name}\nimageRegistry: ghcr.io/acme\nservices: [${listed}]\nenvironments: [dev]\n`,
  );
  write(`registry/${name}/environments/dev.yaml`, 'delivery: kubectl\nimages: { tag: "1" }\nsecrets: { provider: existing }\n');
}

describe('a dependency on a service of another product', () => {
  beforeEach(() => {
    product('platform', 'auth', { layer: 'platform' });
    product('shop', 'orders', { dependsOn: ['platform/auth'], env: { AUTH_URL: 'http://auth.platform.svc:4000' } });
    product('broken', 'mine', {});
    write('registry/broken/manifest.yaml', 'name: broken: twice\n');
  });

  test.each([[['-p', 'shop']], [['-r', 'registry/shop']]])(
    'is found with %p, although the other product is not selected',
    async (selection) => {
      expect(await cadastre('synth', ...selection)).toEqual({
        code: 0,
        err: '',
        out: expect.stringMatching(/^dist\/shop\/dev: .*\n$/) as string,
      });
      product('platform', 'auth', { layer: 'platform', port: 4100 });
      expect((await cadastre('check', ...selection)).err).toContain('port `4000` of `platform/auth`, which listens on `4100`');
    },
  );

  test('is found by a reference alone, also of the overlay', async () => {
    const reference = '${services.platform/auth.url}';
    product('shop', 'orders', { env: { AUTH_URL: reference } });
    expect(await cadastre('check', '-r', 'registry/shop')).toMatchObject({ code: 0, err: '' });
    product('shop', 'orders', {});
    write(
      'registry/shop/environments/dev.yaml',
      `delivery: kubectl\nimages: { tag: "1" }\nsecrets: { provider: existing }\nenv: { AUTH_URL: "${reference}" }\n`,
    );
    expect(await cadastre('check', '-r', 'registry/shop')).toMatchObject({ code: 0, err: '' });
    write('registry/platform/environments/dev.yaml', 'delivery: [\n');
    expect((await cadastre('check', '-p', 'shop')).err).toContain('registry/platform/environments/dev.yaml');
  });

  test('does not hide that the files of the other product cannot be read', async () => {
    write('registry/platform/environments/dev.yaml', 'delivery: [\n');
    const { code, err } = await cadastre('check', '-p', 'shop');
    expect(code).toBe(1);
    expect(err).toContain('registry/platform/environments/dev.yaml');
    expect(err).not.toContain('registry/broken');
  });

  test('has its product read for the URLs of others, too', async () => {
    product('shop', 'orders', { env: { AUTH_URL: 'http://auth.platform:4000' } });
    expect((await cadastre('check', '-p', 'shop')).err).toContain('`AUTH_URL` leads to `platform/auth`, which `orders` does not depend on');
  });
});

test('an entry that only another product lists is no finding, whichever product is selected', async () => {
  product('first', 'orders', {});
  product('second', 'orders', {}, '');
  expect((await cadastre('check', '-p', 'second')).err).toBe('');
  product('second', 'stock', {}, '');
  const { code, err } = await cadastre('check', '-p', 'second');
  expect(code).toBe(0);
  expect(err).toContain('warning[service-unlisted]: `stock` is not among the services of product `second`');
});
