import { compile, type ProductInput, settle } from '../../model';
import { matcherOf } from '../../model/allow/matcher';
import { buildApp } from '../../constructs';
import { checkTrees } from '../../cli/synthesize';
import { compiled, files, shop, withValues } from '../support/shop';

const place = (...path: (string | number)[]) => ({ file: 'registry/shop/environments/dev.yaml', path });

test.each([
  ['services.orders', true],
  ['services.orders.env["LOG.LEVEL"]', true],
  ['services.order', false],
  ['orders.env', false],
  ['*.orders.env', true],
  ['services.*.env.LOG*', true],
  ['services.*.env.LOG.LEVEL', false],
  ['services.*.env["LOG*"]', true],
  ['environments/dev.yaml', true],
  ['dev.yaml', true],
  ['ev.yaml', false],
  ['environments/*.yaml: services', true],
  ['registry/*.yaml', false],
  ['./registry/shop/environments/dev.yaml:12:3: services.orders.env', true],
  ['environments/dev.yaml: images', false],
  ['*', true],
  ['', false],
  ['services.orders.env["LOG.LEVEL"][0]', false],
])('the place %j', (at, matches) => {
  expect(matcherOf(at)(place('services', 'orders', 'env', 'LOG.LEVEL'))).toBe(matches);
});

test.each([
  ['A*B', true],
  ['A*A*B', true],
  ['*A*', true],
  ['A*C', false],
  [`${'*A'.repeat(40)}C`, false],
  [`${'*A'.repeat(61)}`, false],
  ['AB*B', false],
])('the wildcards of %j are matched without going back', (glob, matches) => {
  expect(matcherOf(`a.${glob}`)(place('a', `${'A'.repeat(60)}B`))).toBe(matches);
});

test('an index is a segment', () => {
  expect(matcherOf('orders.routes[1]')(place('orders', 'routes', 1))).toBe(true);
  expect(matcherOf('orders.routes[*]')(place('orders', 'routes', 1))).toBe(true);
  expect(matcherOf('orders.routes[0]')(place('orders', 'routes', 1))).toBe(false);
});

const reason = 'tried here';
const latest = { 'overlay.images.tag': 'latest' };

test('an accepted finding stands apart, with its reason', () => {
  const { diagnostics, accepted } = compiled(
    withValues(shop(), { ...latest, 'overlay.allow': [{ code: 'image-tag-latest', at: 'images.tag', reason, until: '2027-01-31' }] }),
  );
  expect(diagnostics).toEqual([]);
  expect(accepted.map(({ code, accepted: why }) => [code, why])).toEqual([
    ['image-tag-latest', { reason, until: '2027-01-31', at: { file: files.overlay, path: ['allow', 0] } }],
  ]);
});

test('without a day, acceptance does not end, and the objects are the same on every day', () => {
  const input = withValues(shop(), {
    ...latest,
    'overlay.allow': [{ code: 'image-tag-latest', at: 'images', reason, until: '2000-01-01' }],
  });
  const product: ProductInput = {
    registry: { value: input.registry, file: files.registry },
    manifest: { value: input.manifest, file: files.manifest },
    environments: [{ environment: 'env', overlay: { value: input.overlay, file: files.overlay } }],
  };
  const [never, late] = [compile([product]), compile([product], { today: '2000-01-02' })];
  const codes = ({ diagnostics }: ReturnType<typeof compile>): string[] =>
    diagnostics.map(({ code }) => code).filter((code) => code !== 'service-unlisted');
  expect(codes(never)).toEqual([]);
  expect(codes(late)).toEqual(['allow-expired', 'image-tag-latest']);
  const [before, after] = [never, late].map(({ platforms }) => buildApp(platforms[0]!, { write: () => undefined }).render());
  expect(before).toEqual(after);
});

test('what one environment accepts, another does not', () => {
  const { registry, manifest, overlay } = withValues(shop(), {
    'registry.orders.env.PARTNER_TOKEN': 'h5kd8s9f',
    'manifest.environments': ['one', 'two'],
  });
  const environment = (name: string, more: object = {}): ProductInput['environments'][number] => ({
    environment: name,
    overlay: { value: { ...overlay, namespace: `shop-${name}`, ...more }, file: `registry/shop/environments/${name}.yaml` },
  });
  const settled = (one: object): ReturnType<typeof compile> =>
    compile([
      {
        registry: { value: registry, file: files.registry },
        manifest: { value: manifest, file: files.manifest },
        environments: [environment('one', one), environment('two')],
      },
    ]);
  const codes = ({ diagnostics }: ReturnType<typeof compile>): string[] =>
    diagnostics.map(({ code }) => code).filter((code) => code.startsWith('secret-l') || code.startsWith('allow'));
  expect(codes(settled({ allow: [{ code: 'secret-literal', at: 'orders.env', reason }] }))).toEqual(['secret-literal']);
  expect(codes(settled({}))).toEqual(['secret-literal']);
});

test('a finding about a patched object is accepted once it is built, and is missed only then', () => {
  const merge = {
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: 'second',
              image: 'registry.example.com/second:1',
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
                runAsNonRoot: true,
                seccompProfile: { type: 'RuntimeDefault' },
              },
            },
          ],
        },
      },
    },
  };
  const withAllow = (code: string): ReturnType<typeof compiled> =>
    compiled(
      withValues(shop(), {
        'overlay.patches': [{ target: { kind: 'Deployment', name: 'orders' }, merge }],
        'overlay.allow': [{ code, at: 'patches[0]', reason }],
      }),
    );
  const right = withAllow('manifest-resources-missing');
  expect(right.diagnostics).toEqual([]);
  const built = settle(right, checkTrees(right.platforms));
  expect(built.diagnostics).toEqual([]);
  expect(built.accepted.map(({ code }) => code)).toEqual(['manifest-resources-missing']);
  const wrong = withAllow('manifest-reference-unknown');
  expect(wrong.diagnostics).toEqual([]);
  expect(settle(wrong, checkTrees(wrong.platforms)).diagnostics.map(({ code }) => code)).toEqual([
    'allow-unused',
    'manifest-resources-missing',
  ]);
});
