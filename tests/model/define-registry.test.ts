import { defineRegistry } from '../../registry/define';

const plain = { port: 4000, layer: 'domain' } as const;

test('the compiler takes keys of the registry and services of other products in `dependsOn`, and nothing else', () => {
  const registry = defineRegistry({
    orders: { ...plain, dependsOn: ['stock', 'platform/auth'] },
    stock: {
      ...plain,
      // @ts-expect-error: no key of this registry
      dependsOn: ['ordres'],
    },
  });
  expect(Object.keys(registry)).toEqual(['orders', 'stock']);
});

test('the compiler takes a key of the registry in `database.of`, and nothing else', () => {
  const reads = { access: 'read', reason: 'reports are SQL' } as const;
  const registry = defineRegistry({
    orders: { ...plain, database: 'orders' },
    reports: { ...plain, database: { of: 'orders', ...reads } },
    // @ts-expect-error: no key of this registry
    stock: { ...plain, database: { of: 'ordres', ...reads } },
  });
  expect(registry.reports.database).toEqual({ of: 'orders', ...reads });
});
