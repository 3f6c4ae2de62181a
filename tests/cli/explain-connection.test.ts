import { cadastre } from '../support/command';
import { edit, shopRegistry, useShopFolder } from '../support/shop-folder';

useShopFolder();

describe('explain connection', () => {
  test('says which rules let a connection pass, and where it was declared', async () => {
    const { code, out, err } = await cadastre('explain', 'connection', 'orders', 'postgres');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^orders -> postgres:5432\nshop dev, policies: full\n\nPasses\.\n/);
    expect(out).toMatch(/^ {2}declared +database, at registry\/shop\/service-registry\.ts:\d+:\d+$/m);
    expect(out).toMatch(/^ {2}out +rule 3 of NetworkPolicy orders in orders\.k8s\.yaml$/m);
    expect(out).toMatch(/^ {2}in +rule 1 of NetworkPolicy postgres in postgres\.k8s\.yaml$/m);
  });

  test('says of what is cut in which field to declare it', async () => {
    const { code, out } = await cadastre('explain', 'connection', 'orders', 'api.stripe.com:443');
    expect(code).toBe(1);
    expect(out).toContain('Is cut.\n');
    expect(out).toContain("add { host: 'api.stripe.com' } to egress, at registry/shop/");
  });

  test('says the field of what is cut for every kind of end', async () => {
    edit(shopRegistry, "routes: ['/api/orders']", 'routes: []');
    const declared = async (...ends: string[]): Promise<string | undefined> =>
      /to declare +(.*), at /.exec((await cadastre('explain', 'connection', ...ends)).out)?.[1];
    expect(await declared('edge', 'orders')).toBe('add a route to routes');
    expect(await declared('monitoring', 'orders')).toMatch(/^write metrics: \{ port: \d+ \}$/);
    expect(await declared('orders', 'https://api.stripe.com/v1')).toBe("add { host: 'api.stripe.com' } to egress");
    expect(await declared('orders', 'api.stripe.com:8443')).toBe("add { host: 'api.stripe.com', port: 8443 } to egress");
  });

  test.each([
    ['[::1]:80', '::1', 80],
    ['http://[fd00::1]/a', 'fd00::1', 80],
    ['[fd00::1]:443/udp', 'fd00::1', 443],
  ])('takes %s for an address of IPv6', async (target, to, port) => {
    const { out } = await cadastre('explain', 'connection', 'orders', target, '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ explanations: [{ to, port, passes: false }] });
  });

  test('takes an address of IPv6 without brackets as a whole', async () => {
    const { out } = await cadastre('explain', 'connection', 'orders', 'fd00::1', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ explanations: [{ to: 'fd00::1' }] });
  });

  test('says of a host of which nothing tells the addresses that no rule lets it out', async () => {
    const { out } = await cadastre('explain', 'connection', 'orders', 'api.stripe.com:443');
    expect(out).toMatch(/^ {2}out +no rule lets it out$/m);
    expect(out).toMatch(/^ {2}in +no policy closes it$/m);
  });

  test('says which policy lets a host pass by its name', async () => {
    edit(shopRegistry, "routes: ['/api/orders']", "routes: ['/api/orders'], egress: [{ host: 'api.stripe.com' }]");
    edit('registry/shop/environments/dev.yaml', 'development: true', "development: true\ncapabilities: ['cilium.io/v2']");
    const { code, out } = await cadastre('explain', 'connection', 'orders', 'api.stripe.com');
    expect({ code, out }).toMatchObject({ code: 0 });
    expect(out).toMatch(/^ {2}declared +egress, at registry\/shop\/service-registry\.ts:\d+:\d+$/m);
    expect(out).toMatch(/^ {2}out +rule 2 of CiliumNetworkPolicy orders in orders\.k8s\.yaml$/m);
    const other = await cadastre('explain', 'connection', 'orders', 'api.stripe.org:443');
    expect(other.code).toBe(1);
    expect(other.out).toContain('Is cut.\n');
  });

  test('prints the same for programs', async () => {
    const { code, out } = await cadastre('explain', 'connection', 'init/orders', 'postgres:5432', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      explanations: [{ from: 'init/orders', to: 'postgres', port: 5432, passes: true, out: { by: [{ policy: 'db-init', rules: [2] }] } }],
    });
  });

  test.each([
    ['an end is unknown', ['ordres', 'postgres'], 'nothing is called `ordres`; did you mean `orders`?'],
    ['a port is none', ['orders', 'postgres:70000'], '`70000` is no port'],
    ['the other end is missing', ['orders'], 'missing required argument'],
  ])('is wrong usage where %s', async (_, args, says) => {
    const { code, err } = await cadastre('explain', 'connection', ...args);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });

  test.each(['text', 'json'])('shows no credential of a registry with errors: %s', async (format) => {
    const host = 'me:hunter2-Correct-Horse@db.example.com';
    edit(shopRegistry, "routes: ['/api/orders']", `routes: ['/api/orders'], egress: [{ host: 'postgres://${host}' }]`);
    const { out, err } = await cadastre('explain', 'connection', 'orders', `postgres://${host}`, '--format', format);
    expect(err).toContain('the registry has errors');
    expect(out).toContain('orders');
    expect(out).not.toContain('hunter2');
  });
});
