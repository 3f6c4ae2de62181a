import fc from 'fast-check';
import { isExtensionName, isPostgresIdentifier, isReservedPostgresName, postgresIdentifierBytes, toSnakeCase } from '../../formats';

describe('PostgreSQL identifiers', () => {
  test.each([
    ['assessment_roll', true],
    ['_x1', true],
    ['a'.repeat(63), true],
    ['a'.repeat(64), false],
    ['', false],
    ['1a', false],
    ['A', false],
    ['a-b', false],
    ['a$', false],
    ['é', false],
    ['a\n', false],
    ['a"; DROP DATABASE x; --', false],
  ])('isPostgresIdentifier(%j) is %j', (text, expected) => expect(isPostgresIdentifier(text)).toBe(expected));

  test.each([
    ['postgres', true],
    ['template0', true],
    ['template1', true],
    ['public', true],
    ['none', true],
    ['pg_app', true],
    ['PG_app', true],
    ['cnpg_x', true],
    ['streaming_replica', true],
    ['rdsadmin', true],
    ['cloudsqladmin', true],
    ['alloydbadmin', true],
    ['azure_maintenance', true],
    ['azure_sys', true],
    ['pgbouncer', false],
    ['postgres_exporter', false],
    ['azure_billing', false],
    ['template2', false],
    ['assessment_roll', false],
  ])('isReservedPostgresName(%j) is %j', (text, expected) => expect(isReservedPostgresName(text)).toBe(expected));

  test.each([
    ['abc', 3],
    ['é', 2],
    ['€', 3],
    ['😀', 4],
    ['', 0],
  ])('postgresIdentifierBytes(%j) is %d', (text, expected) => expect(postgresIdentifierBytes(text)).toBe(expected));

  test.each([
    ['tax-billing-instalment', 'tax_billing_instalment'],
    ['auth', 'auth'],
    ['already_snake', 'already_snake'],
    ['taxBillingInstalment', 'tax_billing_instalment'],
    ['HTTPGateway', 'http_gateway'],
    ['tax.billing v2', 'tax_billing_v2'],
    ['--x--', 'x'],
    ['3d-maps', '3d_maps'],
    ['---', ''],
  ])('toSnakeCase(%j) is %j', (key, expected) => expect(toSnakeCase(key)).toBe(expected));

  test('snake case is stable, and an identifier whenever it fits and starts with a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        const name = toSnakeCase(key);
        expect(toSnakeCase(name)).toBe(name);
        expect(isPostgresIdentifier(name)).toBe(/^[a-z]/.test(name) && name.length <= 63);
      }),
    );
  });

  test('no identifier is longer in bytes than PostgreSQL keeps', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '_', '0'), minLength: 60, maxLength: 66 });
    fc.assert(fc.property(text, (name) => expect(isPostgresIdentifier(name) && postgresIdentifierBytes(name) > 63).toBe(false)));
  });
});

test.each([
  ['pg_trgm', true],
  ['uuid-ossp', true],
  ['a'.repeat(63), true],
  ['a'.repeat(64), false],
  ['', false],
  ['PostGIS', false],
  ['1a', false],
  ['a--1.0', false],
  ['a-', false],
  ['a/b', false],
  ['a; DROP', false],
])('isExtensionName(%j) is %j', (text, expected) => expect(isExtensionName(text)).toBe(expected));
