const path = require('node:path');
const { testTimeout, transform } = require('../../jest.config.js');

/** The package, packed and installed: in need of the npm registry, so `npm test` leaves it out. */
/** @type {import('jest').Config} */
module.exports = {
  rootDir: path.resolve(__dirname, '../..'),
  testEnvironment: 'node',
  roots: ['<rootDir>/tests/package'],
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/tests/package/support/install.ts',
  globalTeardown: '<rootDir>/tests/package/support/remove.ts',
  transform,
  testTimeout,
};
