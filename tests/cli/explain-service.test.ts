import { writeFileSync } from 'node:fs';
import { cadastre } from '../support/command';
import { edit, shopRegistry, useShopFolder } from '../support/shop-folder';

useShopFolder();

const manifestFile = 'registry/shop/manifest.yaml';
const manifest = 'name: shop\nlabel: Shop\nservices: [orders, carts, shop, reports]\nimageRegistry: ghcr.io/acme\nenvironments: [dev]\n';

interface Explained {
  readonly services: readonly {
    readonly key: string;
    readonly calledBy: readonly { readonly other: string; readonly why: string }[];
    readonly calls: readonly { readonly other: string; readonly port: number | null; readonly why: string }[];
    readonly stopsWithIt: readonly (readonly string[])[];
    readonly database: { readonly name: string; readonly alsoOnServer: readonly string[]; readonly guests: readonly string[] } | null;
    readonly secrets: readonly { readonly name: string; readonly alsoReadBy: readonly string[] }[];
    readonly routes: readonly string[];
    readonly loginsOf: readonly string[];
  }[];
}

async function explained(name: string): Promise<Explained['services'][number]> {
  const { out } = await cadastre('explain', 'service', name, '--format', 'json');
  return (JSON.parse(out) as Explained).services[0]!;
}

/** Three services more: `carts` calls `orders`, `shop` calls `carts`, and `reports` reads the database of `orders`. */
function withCallers(): void {
  writeFileSync(
    shopRegistry,
    `export const serviceRegistry = {
      orders: { hostname: 'orders-api', port: 4001, database: 'orders', layer: 'domain', label: 'Orders', routes: ['/api/orders'], secrets: { KEY: { secret: 'stripe', key: 'key' } } },
      carts: { port: 4002, database: 'carts', layer: 'domain', label: 'Carts', routes: [], dependsOn: ['orders'], secrets: { KEY: { secret: 'stripe', key: 'key' } } },
      shop: { port: 4003, layer: 'domain', label: 'Shop', routes: ['/'], dependsOn: ['carts'] },
      reports: { kind: 'worker', layer: 'domain', label: 'Reports', database: { of: 'orders', access: 'read', reason: 'SQL that analysts write' } },
    };\n`,
  );
  writeFileSync(manifestFile, manifest);
}

describe('explain service', () => {
  beforeEach(withCallers);

  test('says who calls a service, what it calls, and what fails with it, by how far it is', async () => {
    const orders = await explained('orders');
    expect(orders.calledBy).toContainEqual(expect.objectContaining({ other: 'carts', why: 'dependsOn' }));
    expect(orders.calls).toContainEqual(expect.objectContaining({ other: 'postgres', port: 5432, why: 'database' }));
    expect(orders.stopsWithIt).toEqual([['carts'], ['shop']]);
    expect((await explained('shop')).stopsWithIt).toEqual([]);
  });

  test('says who else is on its database, and who else reads its Secrets', async () => {
    const { database, secrets } = await explained('orders');
    expect(database).toMatchObject({ name: 'orders', alsoOnServer: ['carts'], guests: ['reports'] });
    expect(secrets.find(({ name }) => name === 'stripe')).toMatchObject({ alsoReadBy: ['carts'] });
  });

  test('finds a service by its hostname, too, and offers the nearest name of one that there is not', async () => {
    expect((await explained('orders-api')).key).toBe('orders');
    const { code, err } = await cadastre('explain', 'service', 'order');
    expect(code).toBe(2);
    expect(err).toContain('no service is called `order`');
    expect(err).toContain('orders');
  });

  test('reads well at 80 columns', async () => {
    const { code, out, err } = await cadastre('explain', 'service', 'orders');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^orders: Orders\nshop dev, service, 1 pod at least\n/);
    expect(out).toMatch(/^Called by$/m);
    expect(out).toMatch(/If it is down, these fail with it:\n {2}1\. carts\n {2}2\. shop\n$/);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('says for which routes a service is asked for logins', async () => {
    expect((await explained('orders')).loginsOf).toEqual([]);
    edit(shopRegistry, "routes: ['/api/orders']", "routes: [{ path: '/api/orders', public: true }]");
    writeFileSync(manifestFile, `${manifest}gateway: { auth: { forward: { service: orders, path: /api/orders/verify } } }\n`);
    const { loginsOf } = await explained('orders');
    expect(loginsOf).toEqual(['shop.localhost/']);
  });
});
