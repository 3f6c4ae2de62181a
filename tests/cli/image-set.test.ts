import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { cadastre, type Ran } from '../support/command';
import { edit, shopRegistry, useShopFolder } from '../support/shop-folder';

const lock = 'registry/shop/environments/dev.images.yaml';
const overlay = 'registry/shop/environments/dev.yaml';
const repository = 'registry.example.com/shop/orders';
const a = `sha256:${'a'.repeat(64)}`;
const b = `sha256:${'b'.repeat(64)}`;
const inShort = (digest: string): string => digest.slice(0, 'sha256:'.length + 12);

useShopFolder();

const imageSet = (...images: string[]): Promise<Ran> => cadastre('image', 'set', ...images, '-p', 'shop', '-e', 'dev');
const read = (): string => readFileSync(lock, 'utf8');

const commented = `# Who runs what in dev.

# The front door.
orders: # by team checkout
  # bumped by CI
  tag: '1.0.0' # a release
  digest: ${a}

catalogue: { tag: 1.0.0 }
# the end
`;

describe('several runs at once', () => {
  const names = Array.from({ length: 20 }, (_, index) => `s${index}`);

  beforeEach(() => {
    edit(
      shopRegistry,
      '});',
      `...Object.fromEntries(${JSON.stringify(names)}.map((name: string, index: number) => [name, { hostname: name, port: 5000 + index, layer: 'domain', label: name, routes: ['/api/' + name] }])) });`,
    );
    edit('registry/shop/manifest.yaml', 'orders]', `orders, ${names.join(', ')}]`);
  });

  test('keep what each of them pins, and say so', async () => {
    const ran = await Promise.all(names.map((name, index) => imageSet(`${name}=2.0.${index}`)));
    expect(ran.map(({ out, err }) => out + err)).toEqual(names.map((name, index) => `${name}: 1.0.0 -> 2.0.${index} (${lock})\n`));
    expect(parse(read())).toEqual(Object.fromEntries(names.map((name, index) => [name, { tag: `2.0.${index}` }])));
    expect(readdirSync('registry/shop/environments').sort()).toEqual(['dev.images.yaml', 'dev.yaml']);
  });

  test('the last one wins where they pin one service, and the file stays whole', async () => {
    await Promise.all(Array.from({ length: 5 }, (_, index) => imageSet(`s0=3.0.${index}`, `s${index + 1}=3.1.0`)));
    const pinned = parse(read()) as Record<string, { tag: string }>;
    expect(Object.keys(pinned).sort()).toEqual(['s0', 's1', 's2', 's3', 's4', 's5']);
    expect(pinned['s0']?.tag).toMatch(/^3\.0\.[0-4]$/);
  });

  test('a run that was killed does not keep the next one waiting', async () => {
    // No process has this id.
    writeFileSync('registry/shop/environments/.dev.images.yaml.lock', `${2 ** 31 - 1}.1`);
    expect((await imageSet('s0=2.0.0')).code).toBe(0);
    expect(readdirSync('registry/shop/environments').sort()).toEqual(['dev.images.yaml', 'dev.yaml']);
  });
});

describe('a file that is not there yet', () => {
  test('is created, says what it is, and is what synth takes', async () => {
    expect(await imageSet('orders=1.1.0')).toEqual({ code: 0, err: '', out: `orders: 1.0.0 -> 1.1.0 (${lock})\n` });
    expect(read()).toBe(
      '# The builds that dev runs, edited by: cadastre image set <service>=<tag>@<digest> -p shop -e dev\n\norders:\n  tag: 1.1.0\n',
    );
    const { out } = await cadastre('synth', '--stdout');
    expect(out).toContain(`image: ${repository}:1.1.0\n`);
    expect(out).toContain('image: registry.example.com/shop/catalogue:1.0.0\n');
  });

  test('takes several services in the order they were given', async () => {
    expect((await imageSet(`orders=1.1.0@${a}`, 'catalogue=:2.0.0')).out).toBe(
      `orders: 1.0.0 -> 1.1.0@${inShort(a)} (${lock})\ncatalogue: 1.0.0 -> 2.0.0 (${lock})\n`,
    );
    expect(parse(read())).toEqual({ orders: { tag: '1.1.0', digest: a }, catalogue: { tag: '2.0.0' } });
  });

  test('pins also what runs already, since the environment’s tag may change', async () => {
    expect((await imageSet('orders=1.0.0')).out).toBe(`orders: 1.0.0, now pinned (${lock})\n`);
    expect(parse(read())).toEqual({ orders: { tag: '1.0.0' } });
  });

  test('takes the tag that runs beside a digest alone', async () => {
    expect((await imageSet(`orders=${a}`)).out).toBe(`orders: 1.0.0 -> 1.0.0@${inShort(a)} (${lock})\n`);
    expect(parse(read())).toEqual({ orders: { tag: '1.0.0', digest: a } });
  });

  test('is quoted where YAML would take a tag for a number', async () => {
    await imageSet('orders=1.10', 'catalogue=0123');
    expect(parse(read())).toEqual({ orders: { tag: '1.10' }, catalogue: { tag: '0123' } });
    expect((await cadastre('check')).code).toBe(0);
  });
});

describe('a file that is there', () => {
  beforeEach(() => writeFileSync(lock, commented));

  test('keeps every byte beside the texts that change', async () => {
    expect((await imageSet('catalogue=1.20', `orders=1.1.0@${b}`)).code).toBe(0);
    expect(read()).toBe(commented.replace("'1.0.0'", "'1.1.0'").replace(a, b).replace('{ tag: 1.0.0 }', '{ tag: "1.20" }'));
  });

  test('keeps comments, quotes and order when a digest is new', async () => {
    expect((await imageSet(`catalogue=1.2.0@${b}`, `orders=1.1.0@${b}`)).code).toBe(0);
    const comments = (text: string): string[] => [...text.matchAll(/#.*/g)].map(([comment]) => comment);
    expect(comments(read())).toEqual(comments(commented));
    expect(Object.entries(parse(read()) as object)).toEqual([
      ['orders', { tag: '1.1.0', digest: b }],
      ['catalogue', { tag: '1.2.0', digest: b }],
    ]);
    expect(read()).toContain(`  tag: '1.1.0' # a release\n  digest: ${b}\n\ncatalogue: { tag: 1.2.0, digest: ${b} }\n`);
  });

  test('may have line ends of Windows', async () => {
    writeFileSync(lock, commented.replaceAll('\n', '\r\n'));
    await imageSet(`orders=1.1.0@${b}`);
    expect(read()).toBe(commented.replace("'1.0.0'", "'1.1.0'").replace(a, b).replaceAll('\n', '\r\n'));
  });

  test('gets a new service at its end, with the indentation of the others', async () => {
    writeFileSync(lock, '# top\norders:\n    # bumped by CI\n    tag: 1.0.0\n\n# the end\n');
    await imageSet('catalogue=2.0.0');
    expect(read()).toBe('# top\norders:\n    # bumped by CI\n    tag: 1.0.0\ncatalogue:\n    tag: 2.0.0\n\n# the end\n');
  });

  test('a new tag without a digest takes the old digest away', async () => {
    expect((await imageSet('orders=1.1.0')).out).toBe(`orders: 1.0.0@${inShort(a)} -> 1.1.0 (${lock})\n`);
    expect(read()).toContain("  # bumped by CI\n  tag: '1.1.0' # a release\n\ncatalogue: { tag: 1.0.0 }\n");
    expect(parse(read())).toEqual({ orders: { tag: '1.1.0' }, catalogue: { tag: '1.0.0' } });
  });

  test('a digest alone leaves the tag', async () => {
    expect((await imageSet(`orders=${b}`)).out).toBe(`orders: 1.0.0@${inShort(a)} -> 1.0.0@${inShort(b)} (${lock})\n`);
    expect(read()).toBe(commented.replace(a, b));
  });

  test.each([['1.1.0'], [':1.1.0'], [`1.1.0@${b}`], [`:1.1.0@${b}`], [`${repository}:1.1.0`], [`${repository}:1.1.0@${b}`]])(
    'takes %s',
    async (reference) => {
      expect((await imageSet(`orders=${reference}`)).code).toBe(0);
      expect(parse(read())).toMatchObject({ orders: { tag: '1.1.0', ...(reference.includes('@') && { digest: b }) } });
    },
  );

  test.each([[`@${b}`], [`${repository}@${b}`]])('takes %s, which names no tag, as a digest alone', async (reference) => {
    expect((await imageSet(`orders=${reference}`)).code).toBe(0);
    expect(parse(read())).toMatchObject({ orders: { tag: '1.0.0', digest: b } });
  });

  test.each([['1.0.0'], [`1.0.0@${a}`], [a], [`${repository}:1.0.0@${a}`]])('is not written when it says %s already', async (reference) => {
    const { ino, mtimeMs } = statSync(lock);
    expect(await imageSet(`orders=${reference}`, 'catalogue=1.0.0')).toEqual({
      code: 0,
      err: '',
      out: `orders: 1.0.0@${inShort(a)}, unchanged\ncatalogue: 1.0.0, unchanged\n`,
    });
    expect(statSync(lock)).toMatchObject({ ino, mtimeMs });
  });

  test('the same change twice is one', async () => {
    await imageSet(`orders=1.1.0@${b}`);
    const [text, { ino }] = [read(), statSync(lock)];
    expect((await imageSet(`orders=1.1.0@${b}`)).out).toBe(`orders: 1.1.0@${inShort(b)}, unchanged\n`);
    expect([read(), statSync(lock).ino]).toEqual([text, ino]);
  });

  test('is replaced whole: nothing is left beside it, and its permissions stay', async () => {
    chmodSync(lock, 0o640);
    const { ino } = statSync(lock);
    await imageSet('orders=1.1.0');
    expect(statSync(lock).ino).not.toBe(ino);
    expect(statSync(lock).mode & 0o777).toBe(0o640);
    expect(readdirSync('registry/shop/environments').sort()).toEqual(['dev.images.yaml', 'dev.yaml']);
  });

  test('may be a symbolic link', async () => {
    renameSync(lock, 'elsewhere.yaml');
    symlinkSync(resolve('elsewhere.yaml'), lock);
    await imageSet('orders=1.1.0');
    expect(lstatSync(lock).isSymbolicLink()).toBe(true);
    expect(readFileSync('elsewhere.yaml', 'utf8')).toContain("tag: '1.1.0'");
  });

  test.each([
    ['# nothing is pinned yet\n', '# nothing is pinned yet\n'],
    ['', ''],
    ['# so far\n\n{}\n', undefined],
  ])('may pin nothing: %j', async (text, kept) => {
    writeFileSync(lock, text);
    expect((await cadastre('check')).code).toBe(0);
    expect((await imageSet('orders=1.1.0')).code).toBe(0);
    expect(parse(read())).toEqual({ orders: { tag: '1.1.0' } });
    if (kept !== undefined) expect(read()).toMatch(new RegExp(`^${kept}\\n?orders:\n  tag: 1.1.0\n$`));
    else expect(read()).toContain('# so far\n');
  });
});

describe('is refused, with exit code 2 and no change at all', () => {
  beforeEach(() => writeFileSync(lock, commented));

  test.each<[string, string[], string]>([
    ['an unknown service', ['catalogue=1.1.0', 'order=1.1.0'], '`shop` has no service `order`; did you mean `orders`?'],
    ['`latest`', ['catalogue=1.1.0', 'orders=latest'], '`orders` cannot have the tag `latest`'],
    ['`latest` with a digest', [`orders=latest@${b}`], '`orders` cannot have the tag `latest`'],
    ['an illegal tag', ['catalogue=1.1.0', 'orders=1.1 beta'], 'the tag of `orders` is not one'],
    ['an empty tag', ['orders=:'], 'the tag of `orders` is not one'],
    ['an illegal digest', ['catalogue=1.1.0', 'orders=1.1.0@sha256:abc'], 'the digest of `orders` is not one'],
    ['an illegal digest alone', ['orders=sha256:abc'], 'the digest of `orders` is not one'],
    ['an empty digest', ['orders=1.1.0@'], 'the digest of `orders` is not one'],
    ['an upper-case digest', [`orders=1.1.0@${b.toUpperCase()}`], 'the digest of `orders` is not one'],
    ['nothing after the sign', ['orders='], '`orders` is given neither a tag nor a digest'],
    ['a repository and no build', [`orders=${repository}`], '`orders` is given neither a tag nor a digest'],
    ['no sign', ['orders'], '`orders` is not `<service>=<reference>`'],
    ['no service', ['=1.1.0'], '`=1.1.0` is not `<service>=<reference>`'],
    [
      'another repository',
      ['orders=ghcr.io/acme/orders:1.1.0'],
      `\`ghcr.io/acme/orders\` is not the image of \`orders\`, which is \`${repository}\``,
    ],
    [
      'the repository of another service',
      ['catalogue=1.1.0', 'orders=registry.example.com/shop/catalogue:1.1.0'],
      `which is \`${repository}\``,
    ],
    ['a service said twice', ['orders=1.1.0', 'orders=1.2.0'], '`orders` is named twice'],
  ])('%s', async (_, images, message) => {
    const { ino, mtimeMs } = statSync(lock);
    const { code, out, err } = await imageSet(...images);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^error: [^\n]+\n$/);
    expect(err).toContain(message);
    expect(read()).toBe(commented);
    expect(statSync(lock)).toMatchObject({ ino, mtimeMs });
  });

  test.each<[string, string[], string]>([
    ['an unknown product', ['image', 'set', 'orders=1.1.0', '-p', 'shopp', '-e', 'dev'], 'did you mean `shop`?'],
    ['an unknown environment', ['image', 'set', 'orders=1.1.0', '-p', 'shop', '-e', 'devv'], 'did you mean `dev`?'],
    ['an unknown registry', ['image', 'set', 'orders=1.1.0', '-p', 'shop', '-e', 'dev', '-r', 'nowhere'], 'there is no folder `nowhere`'],
    ['no product', ['image', 'set', 'orders=1.1.0', '-e', 'dev'], "required option '-p, --product <name>' not specified"],
    ['no environment', ['image', 'set', 'orders=1.1.0', '-p', 'shop'], "required option '-e, --environment <name>' not specified"],
    ['no image', ['image', 'set', '-p', 'shop', '-e', 'dev'], "missing required argument 'service=reference'"],
    ['no sub-command', ['image'], 'Usage: cadastre image'],
  ])('%s', async (_, args, message) => {
    const { code, err } = await cadastre(...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(read()).toBe(commented);
  });

  test('a password in a reference is not repeated', async () => {
    const { err } = await imageSet('orders=https://ci:hunter2@registry.example.com/shop/orders:1.1.0');
    expect(err).not.toContain('hunter2');
  });

  test('a pin in the overlay', async () => {
    edit(overlay, '{ tag: 1.0.0 }', '{ tag: 1.0.0, services: { orders: { tag: 1.0.1 } } }');
    rmSync(lock);
    expect(await imageSet('orders=1.1.0')).toEqual({
      code: 2,
      out: '',
      err: `error: \`orders\` is pinned under \`images.services\` of ${overlay}: take it out there first\n`,
    });
    expect(existsSync(lock)).toBe(false);
  });

  test('a digest beside no tag', async () => {
    edit(overlay, '{ tag: 1.0.0 }', '{}');
    rmSync(lock);
    const { code, err } = await imageSet(`orders=${a}`);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('name both, as in `orders=1.4.2@sha256:…`') as string });
  });

  test('a file with aliases', async () => {
    writeFileSync(lock, 'orders: &same { tag: 1.0.0 }\ncatalogue: *same\n');
    const { code, err } = await imageSet('orders=1.1.0');
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('aliases') as string });
    expect(read()).toBe('orders: &same { tag: 1.0.0 }\ncatalogue: *same\n');
  });
});

describe('findings', () => {
  test.each([
    ['a syntax error', 'orders: { tag: 1.0.0\n', 'invalid-yaml', ''],
    ['a key said twice', 'orders: { tag: 1.0.0 }\norders: { tag: 1.1.0 }\n', 'yaml-key-repeated', ':2:1'],
    ['a tag that is a number', '# pins\norders:\n  tag: 1.1\n', 'invalid-value', ':3:8: orders.tag'],
    ['a digest and no tag', `orders:\n  digest: ${a}\n`, 'missing-field', ':2:3: orders'],
    ['a service without a value', 'orders:\n', 'invalid-value', ':1:1: orders'],
    ['an unknown field', 'orders: { tag: 1.0.0, digset: x }\n', 'unknown-key', ':1:23: orders.digset'],
    ['a list', '- orders\n', 'invalid-value', ':1:1'],
  ])('%s stops a change, with its line', async (_, text, code, position) => {
    writeFileSync(lock, text);
    for (const ran of [await imageSet('orders=1.1.0'), await cadastre('check')]) {
      expect(ran.code).toBe(1);
      expect(ran.err).toContain(`error[${code}]`);
      expect(ran.err).toContain(`--> ${lock}${position}`);
    }
    expect(read()).toBe(text);
  });

  test('of the lock have their line in the lock', async () => {
    writeFileSync(lock, '# pins\norders: { tag: latest }\ncatalog: { tag: 1.0.0 }\n');
    const { err } = await cadastre('check');
    expect(err).toContain(`error[image-tag-latest]`);
    expect(err).toContain(`--> ${lock}:2:16: orders.tag`);
    expect(err).toContain(`error[overlay-service-unknown]`);
    expect(err).toContain(`--> ${lock}:3:1: catalog`);
    expect(err).toContain('did you mean `catalogue`?');
  });

  test('a pin in both files is one, and leads to both', async () => {
    edit(overlay, '{ tag: 1.0.0 }', '{ tag: 1.0.0, services: { orders: { tag: 1.0.1 } } }');
    writeFileSync(lock, 'orders: { tag: 1.1.0 }\n');
    const { code, err } = await cadastre('check');
    expect(code).toBe(1);
    expect(err).toContain('error[image-pinned-twice]');
    expect(err).toContain(`--> ${overlay}:3:35: images.services.orders`);
    expect(err).toContain(`also pinned at ${lock}:1:1: orders`);
  });

  test('about missing digests go away by setting them', async () => {
    edit(overlay, '{ tag: 1.0.0 }', '{ tag: 1.0.0, requireDigest: true }');
    edit(overlay, 'provider: in-cluster', `provider: in-cluster, image: 'postgres:16@${a}', clientImage: 'postgres:16-alpine@${a}'`);
    const { code, err } = await cadastre('check');
    expect(code).toBe(1);
    expect(err).toContain('error[image-digest-missing]: no digest says which build of `catalogue` and `orders` runs');
    expect((await imageSet(`orders=${a}`, `catalogue=2.0.0@${b}`)).code).toBe(0);
    expect((await cadastre('check')).code).toBe(0);
  });

  test('a registry that cannot be read stops a change', async () => {
    edit(shopRegistry, 'port: 4000', 'port: : 4000');
    const { code, err } = await imageSet('orders=1.1.0');
    expect(code).toBe(1);
    expect(err).toContain('error[registry-unreadable]');
    expect(existsSync(lock)).toBe(false);
  });
});
