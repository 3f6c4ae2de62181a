import { join } from 'node:path';
import { loadProducts } from '../../cli/load-products';
import type { Diagnostic, PathSegment } from '../../diagnostics';
import { compile } from '../../model';
import { compiled, findingsOf, files, type Input, shop, withValues } from '../support/shop';

const ofShape = new Set(['invalid-value', 'unknown-key', 'missing-field', 'registry-unreadable', 'invalid-yaml', 'file-missing']);

const codesOf = (findings: readonly Diagnostic[]): string[] => findings.map(({ code }) => code);

/** A shop in which two services answer one route, and one depends on what there is not. */
function faulty(values: Readonly<Record<string, unknown>> = {}, environment: 'dev' | 'prod' = 'dev'): Input {
  return withValues(shop(environment), {
    'registry.pricing.routes': ['/api/v1/prices', '/api/v1/orders'],
    'registry.storefront.dependsOn': ['orders', 'ledger'],
    ...values,
  });
}

describe('a part that has no shape hides nothing else', () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['a field of a service', { 'registry.mailer.port': '4003' }],
    ['a key of a service', { 'registry.mailer.prot': 4003 }],
    ['a service', { 'registry.mailer': 'later' }],
    ['a service that others depend on', { 'registry.accounts.port': '4000' }],
    ['a missing field of a service', { 'registry.accounts.layer': undefined }],
    ['a service of the overlay', { 'overlay.services.mailer.replica': 1 }],
    ['a key of the overlay', { 'overlay.development': undefined, 'overlay.developement': true }],
    ['the servers of the overlay', { 'overlay.postgres': 'in-cluster' }],
    ['a missing field of the overlay', { 'overlay.images': undefined }],
    ['a key of the product manifest', { 'manifest.lables': {} }],
    ['a missing field of the product manifest', { 'manifest.label': undefined }],
    ['the name of the product', { 'manifest.name': undefined }],
    ['the defaults of the product', { 'manifest.defaults.node': 'none' }],
  ])('%s', (_, values) => {
    const { platforms, diagnostics } = compiled(faulty(values));
    const others = codesOf(diagnostics).filter((code) => !ofShape.has(code));
    expect(others).toEqual(['route-conflict', 'dependency-unknown'].sort(byTextOf(others)));
    expect(others).not.toHaveLength(diagnostics.length);
    // Nothing is made of a part.
    expect(platforms).toEqual([]);
  });

  test('an overlay that cannot be read', () => {
    const { registry, manifest } = faulty();
    const missing: Diagnostic = {
      code: 'file-missing',
      severity: 'error',
      args: { file: 'a', what: 'b' },
      at: { file: files.overlay, path: [] },
    };
    const { diagnostics, platforms } = compile([
      {
        registry: { value: registry, file: files.registry },
        manifest: { value: manifest, file: files.manifest },
        environments: [{ environment: 'dev', overlay: { value: undefined, file: files.overlay, diagnostics: [missing] } }],
      },
    ]);
    expect(platforms).toEqual([]);
    expect(codesOf(diagnostics)).toEqual(expect.arrayContaining(['file-missing', 'route-conflict', 'dependency-unknown']));
  });

  test('and what is accepted stays accepted', () => {
    const allow = [{ code: 'route-sibling-prefix', at: '*', reason: 'it is meant so' }];
    const values = { 'registry.pricing.routes': ['/api/v1/prices', '/api/v1/order'], 'registry.mailer.port': '4003' };
    expect(codesOf(findingsOf(withValues(shop(), values)))).toContain('route-sibling-prefix');
    expect(codesOf(findingsOf(withValues(shop(), { ...values, 'overlay.allow': allow })))).toEqual(['invalid-value']);
  });
});

describe('a part that has no shape is told, and nothing that follows from it', () => {
  test.each(['dev', 'prod'] as const)('in the shop in %s', (environment) => {
    const find = (changed: Input): readonly Diagnostic[] => findingsOf(changed, environment);
    expectNoFollowing(shop(environment), find);
    expectNoFollowing(faulty({}, environment), find, 5);
  });

  test.each(['fixtures/products', '../registry'])('in the products of %s', async (registry) => {
    for (const input of await loadProducts({ registry: join(__dirname, '..', registry) })) {
      expectNoFollowing(input, (changed) => compile([changed]).diagnostics, 11);
    }
  });
});

/** Breaks each value in turn, by its kind and by its key. */
function expectNoFollowing<T extends object>(input: T, find: (changed: T) => readonly Diagnostic[], every = 1): void {
  const known = new Set(find(input).map(({ code, at }) => JSON.stringify([code, at])));
  const paths = pathsIn(input).filter((_, index) => index % every === 0);
  expect(paths.length).toBeGreaterThan(5);
  let told = 0;
  for (const path of paths) {
    for (const change of [wrongKind, wrongKey]) {
      // Not cloned: the objects of another realm are no plain ones.
      const changed = JSON.parse(JSON.stringify(input)) as T;
      change(changed, path);
      const found = find(changed);
      // A key of a mapping of variables may be any.
      if (!found.some(({ code }) => ofShape.has(code))) continue;
      told++;
      const following = found.filter(({ code, at }) => !ofShape.has(code) && !known.has(JSON.stringify([code, at])));
      expect({ path, change: change.name, following }).toEqual({ path, change: change.name, following: [] });
    }
  }
  expect(told).toBeGreaterThan(paths.length / 2);
}

/** The paths of all that is written in the registry, the product manifest and the overlays. */
function pathsIn(value: unknown, path: readonly PathSegment[] = []): PathSegment[][] {
  if (typeof value !== 'object' || value === null) return [];
  if (path.length > 0 && !['registry', 'manifest', 'overlay', 'environments'].includes(String(path[0]))) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const next = [...path, Array.isArray(value) ? Number(key) : key];
    return [...(isWritten(next) ? [next] : []), ...pathsIn(inner, next)];
  });
}

/** Whether a path is inside of what a file holds. Files of products have it under `value`. */
function isWritten(path: readonly PathSegment[]): boolean {
  const start = path.indexOf('value');
  if (start !== -1) return path.length > start + 1 && ['registry', 'manifest', 'overlay'].includes(String(path[start - 1]));
  return path.length > 1 && path[0] !== 'environments' && path[1] !== 'file';
}

function wrongKind(root: object, path: readonly PathSegment[]): void {
  const { parent, last } = parentOf(root, path);
  parent[last] = typeof parent[last] === 'object' ? 7 : { not: { of: 'this kind' } };
}

function wrongKey(root: object, path: readonly PathSegment[]): void {
  const { parent, last } = parentOf(root, path);
  const value = parent[last];
  delete parent[last];
  parent[`${last}x`] = value;
}

function parentOf(root: object, path: readonly PathSegment[]): { parent: Record<PathSegment, unknown>; last: PathSegment } {
  const parent = path.slice(0, -1).reduce<unknown>((inner, segment) => (inner as Record<PathSegment, unknown>)[segment], root);
  return { parent: parent as Record<PathSegment, unknown>, last: path.at(-1)! };
}

function byTextOf(order: readonly string[]): (a: string, b: string) => number {
  return (a, b) => order.indexOf(a) - order.indexOf(b);
}
