import { writeFileSync } from 'node:fs';
import { cadastre } from '../support/command';
import { edit, shopRegistry, useShopFolder } from '../support/shop-folder';

useShopFolder();

beforeEach(() => {
  edit(shopRegistry, "hostname: 'orders',", "hostname: 'orders', migration: { mode: 'job', command: ['prisma', 'migrate', 'deploy'] },");
});

async function streamed(...args: string[]): Promise<string> {
  const { code, out, err } = await cadastre('synth', '--stdout', ...args);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

const images = (manifests: string): string[] => [...new Set(manifests.match(/(?<=image: )registry\.example\.com\S+/g))];
const migrations = (manifests: string): string[] => manifests.match(/(?<=name: )orders-migrate-[0-9a-f]+$/gm) ?? [];

describe('--tag', () => {
  test('is the tag of the services in development, and gives migrations another name', async () => {
    const [before, after] = [await streamed(), await streamed('--tag', '3f9c1d2-1')];
    expect(images(before).every((image) => image.endsWith(':1.0.0'))).toBe(true);
    expect(images(after).length).toBe(images(before).length);
    expect(images(after).every((image) => image.endsWith(':3f9c1d2-1'))).toBe(true);
    expect(migrations(before).length).toBeGreaterThan(0);
    expect(migrations(after).length).toBe(migrations(before).length);
    expect(migrations(after)).not.toEqual(migrations(before));
  });

  test('leaves what names a build of its own, and the servers', async () => {
    writeFileSync('registry/shop/environments/dev.images.yaml', 'catalogue: { tag: 2.0.0 }\n');
    const after = await streamed('--tag', 'mine');
    expect(images(after).sort()).toEqual([expect.stringMatching(/\/catalogue:2\.0\.0$/), expect.stringMatching(/\/orders:mine$/)]);
    expect(after).toMatch(/image: postgres:16/);
  });

  test.each(['synth', 'check'])('is refused by %s outside development, and nothing is written', async (command) => {
    edit('registry/shop/environments/dev.yaml', 'development: true\n', '');
    edit('registry/shop/environments/dev.yaml', 'provider: development, seed: shop', 'provider: existing');
    const { code, err, out } = await cadastre(command, '--tag', 'mine');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('`--tag` is for environments with `development: true` and for previews, and `dev` of `shop` is neither');
    expect(err).toContain('cadastre image set <service>=mine -p shop -e dev');
  });

  test.each(['', 'a b', '-a', 'a/b', 'a:b', 'x'.repeat(129)])('is refused where no image can have it: `%s`', async (tag) => {
    expect(await cadastre('check', `--tag=${tag}`)).toMatchObject({
      code: 2,
      err: expect.stringContaining('is not a tag of an image') as string,
    });
  });

  test('is checked as the tag of an overlay is', async () => {
    const { code, err } = await cadastre('check', '--tag', 'latest');
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('error[image-tag-latest]') as string });
  });
});

test('a credential is no tag, and is not shown', async () => {
  const token = ['ghp', 'abcdefghijklmnopqrstuvwxyz0123456789'].join('_');
  const { code, err } = await cadastre('synth', '--tag', token);
  expect([code, err]).toEqual([2, expect.stringContaining('the value of `--tag` is a credential')]);
  expect(err).not.toContain(token);
});
