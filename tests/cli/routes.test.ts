import { edit, shopRegistry, useShopFolder } from '../support/shop-folder';
import { cadastre } from '../support/command';

useShopFolder();

describe('explain route', () => {
  test('answers 0 with the route, its file and line', async () => {
    const { code, out, err } = await cadastre('explain', 'route', 'post', '/api/orders/7');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^POST shop\.localhost\/api\/orders\/7\nshop dev, as .* reads it\n\norders answers, at port http \(4001\)\.\n/);
    expect(out).toContain(`set at  ${shopRegistry}:11:`);
  });

  test.each([
    ['no route answers', ['explain', 'route', '/api/odrers'], 1, 'out', 'Nearest routes\n  /api/orders  orders\n'],
    ['no environment has the host', ['explain', 'route', 'http://shop.localhots/', '-e', 'dev'], 1, 'out', 'No route answers'],
    ['the method is none', ['explain', 'route', '/a', '/b'], 2, 'err', '`/a` is no method of HTTP'],
    ['the URL is missing', ['explain', 'route'], 2, 'err', 'missing required argument'],
    ['a login is in the URL', ['explain', 'route', 'https://a:b@shop.localhost/'], 2, 'err', 'leave the login out'],
    ['it is not of HTTP', ['explain', 'route', 'ftp://shop.localhost/'], 2, 'err', 'routes are of HTTP'],
    ['the path has a space', ['explain', 'route', '/a b'], 2, 'err', 'encode them by `%`'],
    ['there is too much', ['explain', 'route', 'GET', '/a', '/b'], 2, 'err', 'too many arguments'],
    ['the environment is unknown', ['explain', 'route', '/a', '-e', 'prod'], 2, 'err', 'no product has an environment `prod`'],
  ] as const)('where %s', async (_, args, code, stream, says) => {
    const ran = await cadastre(...args);
    expect(ran.code).toBe(code);
    expect(ran[stream]).toContain(says);
  });

  test('prints JSON', async () => {
    const { code, out } = await cadastre('explain', 'route', 'http://shop.localhost/api/orders', '--format', 'json');
    const { explanations } = JSON.parse(out) as { explanations: readonly object[] };
    expect(code).toBe(0);
    expect(explanations).toMatchObject([{ environment: 'dev', outcome: 'route', route: { service: 'orders', declared: { line: 11 } } }]);
  });

  test('explains a table with errors, and says that it has some', async () => {
    edit(shopRegistry, "routes: ['/api/orders']", "routes: ['/api/catalogue']");
    const { code, out, err } = await cadastre('explain', 'route', '/api/catalogue');
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('warning: the registry has errors') as string });
    expect(out).toContain('loses to 1: nothing decides but the order');
  });
});

describe('a registry with errors', () => {
  const token = `ghp_${'0123456789abcdefghij'.repeat(2).slice(0, 36)}`;
  test.each([
    ['routes'],
    ['routes', '--format', 'json'],
    ['routes', '--format', 'mermaid'],
    ['explain', 'route', '/api/orders/7'],
    ['explain', 'route', '/api/orders/7', '--format', 'json'],
  ])('%s %s %s %s %s shows no credential and no escape', async (...args) => {
    edit(
      shopRegistry,
      "routes: ['/api/orders']",
      `routes: ['/api/orders', '/${token}', { path: '/api/orders/7', cors: { origins: ['https://u:${token}@a\\u001b[31m'] } }]`,
    );
    edit('registry/shop/manifest.yaml', 'name: shop', 'name: "shop\\e[31m\\n::set-env"');
    const { out, err } = await cadastre(...args);
    expect(out).toContain('orders');
    expect(out + err).not.toContain(token);
    expect(out + err).not.toMatch(/\u001b|\n::/);
  });
});

describe('routes', () => {
  test.each([
    ['table', /^shop dev: 2 routes, in match order as .* reads them\nshop\.localhost\n {2}\/api\/catalogue +catalogue +http \d+\n/],
    ['mermaid', /^%% shop dev\nflowchart LR\n/],
    ['json', /^\{\n {2}"platforms": \[/],
    ['nginx', /^# The routes of shop in dev/],
  ])('prints them as %s', async (format, output) => {
    const { code, out, err } = await cadastre('routes', '--format', format);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(output);
  });

  test('nginx listens and asks where it is told', async () => {
    const { out } = await cadastre('routes', '--format', 'nginx', '--listen', '127.0.0.1:8080', '--upstream-host', '::1');
    expect(out).toContain('listen 127.0.0.1:8080;');
    expect(out).toContain('server [::1]:4001;');
  });

  test.each([
    ['--listen', '80; evil'],
    ['--listen', '70000'],
    ['--listen', 'x:80'],
    ['--upstream-host', 'a b'],
    ['--upstream-host', 'http://a'],
  ])('%s %s is refused', async (flag, value) => {
    expect((await cadastre('routes', '--format', 'nginx', flag, value)).code).toBe(2);
  });

  test('nothing is configured from a registry with errors: what is wrong would be a part of the configuration', async () => {
    edit(shopRegistry, "routes: ['/api/orders']", "routes: [{ path: '/api/orders', cors: { origins: ['https://a;} evil {'] } }]");
    const { code, out, err } = await cadastre('routes', '--format', 'nginx');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('error: the registry has errors, which `cadastre check` shows');
  });

  test('a config is of one environment', async () => {
    const { code, err } = await cadastre('routes', '--format', 'nginx', '-r', `${__dirname}/../../registry`);
    expect({ code, says: err.includes('add `-p` and `-e`') }).toEqual({ code: 2, says: true });
  });
});
