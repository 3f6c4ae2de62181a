import { compiledOf, developmentOverlay, plainService } from '../support/platform';

const services = {
  owners: {
    ...plainService,
    secrets: { KEY: { secret: 'sandbox', key: 'key', generate: false }, DSN: { secret: 'errors', key: 'dsn', optional: true } },
  },
};

test('a development overlay gives values in place of made-up ones, and those of optional keys', () => {
  const before = compiledOf({ services });
  const secrets = { ...developmentOverlay.secrets, values: { sandbox: { key: 'of-the-sandbox' }, errors: { dsn: 'of-the-tests' } } };
  const after = compiledOf({ services, overlay: { ...developmentOverlay, secrets } });
  expect(before.credentials?.values['sandbox']?.['key']).toMatch(/^[0-9a-f]{32}$/);
  expect(before.credentials?.values).not.toHaveProperty('errors');
  expect(after.credentials?.values).toMatchObject({ sandbox: { key: 'of-the-sandbox' }, errors: { dsn: 'of-the-tests' } });
  expect(after.credentials?.seed).not.toBe(before.credentials?.seed);
  expect(JSON.stringify(after.blueprint)).not.toContain('of-the-');
});
