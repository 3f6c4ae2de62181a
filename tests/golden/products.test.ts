import { join } from 'node:path';
import { loadProducts } from '../../cli/load-products';
import { buildApp } from '../../constructs';
import { compile, type Compiled } from '../../model';
import { type ManifestFile, renderFiles } from '../../output';
import { expectGoldenTree } from '../support/golden';

/** Products in the shape of real ones, as folders that the command reads. */
const registry = join(__dirname, '../fixtures/products');

const trees = [
  ['harbour', 'dev'],
  ['harbour', 'prod'],
  ['online-boutique', 'dev'],
  ['online-boutique', 'prod'],
  ['traderx', 'dev'],
  ['traderx', 'prod'],
] as const;

describe('products in the shape of real ones', () => {
  let compiled: Compiled;

  beforeAll(async () => {
    compiled = compile(await loadProducts({ registry }));
  });

  test('have no findings', () => {
    expect(compiled.diagnostics).toEqual([]);
  });

  test('are all held by golden trees', () => {
    expect(compiled.platforms.map(({ platform }) => [platform.product, platform.environment])).toEqual(trees);
  });

  test.each(trees)('%s in %s', (product, environment) => {
    const platform = compiled.platforms.find((one) => one.platform.product === product && one.platform.environment === environment)!;
    const app = buildApp(platform, { write: () => undefined });
    expectGoldenTree(`product-${product}-${environment}`, renderFiles(app.render() as unknown as ManifestFile[], app.renderTexts()));
  });
});
