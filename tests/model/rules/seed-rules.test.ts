import type { Code } from '../../../diagnostics';
import { findingsOf, shop, withValues } from '../../support/shop';

/**
 * The twelve rules of "Database-Per-Service Architecture" (section 3), each with input that breaks it and the finding that says so. Rules 4, 7 and 9
 * are not about input: the init Jobs are generated, each service owns its database, and the provider is the environment's. Rule 8 is what `database: ""`
 * means; `extension-without-database` holds it.
 */
const seedRules: readonly (readonly [rule: string, set: Readonly<Record<string, unknown>>, code: Code])[] = [
  ['1. one database per module', { 'registry.orders.database': 'accounts', 'registry.orders.extensions': [] }, 'database-shared'],
  ['2. database names in snake_case', { 'registry.orders.database': 'ordersDb' }, 'database-invalid'],
  ['2. of the service name', { 'registry.orders.database': 'carts' }, 'database-naming'],
  [
    '3. the registry is the single source of truth',
    { 'registry.mailer.extraEnv.MAIL_DB': 'postgresql://postgres:5432/mail' },
    'database-undeclared',
  ],
  [
    '5. one DATABASE_URL per service, made from the registry',
    { 'registry.orders.extraEnv.DATABASE_URL': 'postgresql://postgres:5432/orders' },
    'env-reserved',
  ],
  [
    '6. no cross-database queries, by URL',
    { 'registry.orders.extraEnv.PRICING_DB': 'postgresql://postgres:5432/pricing' },
    'database-foreign-url',
  ],
  [
    '6. no cross-database queries, by Secret',
    { 'registry.orders.secrets.PRICING_DB': { secret: 'pricing-db', key: 'uri' } },
    'database-foreign-secret',
  ],
  ['10. dependencies are declared', { 'registry.mailer.extraEnv.ORDERS_URL': 'http://orders:4001' }, 'dependency-undeclared'],
  ['10. with the port of the registry', { 'registry.orders.extraEnv.ACCOUNTS_URL': 'http://accounts:4010' }, 'url-port-mismatch'],
  [
    '11. layers are organized',
    {
      'registry.accounts.dependsOn': ['orders'],
      'registry.orders.dependsOn': ['pricing'],
      'registry.orders.extraEnv.ACCOUNTS_URL': undefined,
    },
    'layer-inversion',
  ],
  ['12. services reach each other by hostname', { 'registry.orders.extraEnv.ACCOUNTS_URL': 'http://localhost:4000' }, 'url-localhost'],
  ['12. and the hostname `postgres` is the server', { 'registry.mailer.hostname': 'postgres' }, 'hostname-duplicate'],
];

test.each(seedRules)('seed rule %s', (_rule, set, code) => {
  expect(findingsOf(withValues(shop(), set)).map((finding) => finding.code)).toContain(code);
});
