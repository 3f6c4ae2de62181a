const path = require('node:path');
const { testTimeout, transform } = require('../../jest.config.js');

/** The cluster tests: slow, and in need of a real API server, so `npm test` leaves them out. */
/** @type {import('jest').Config} */
module.exports = {
  rootDir: path.resolve(__dirname, '../..'),
  testEnvironment: 'node',
  roots: ['<rootDir>/tests/cluster'],
  testMatch: ['**/*.test.ts'],
  transform,
  globalSetup: '<rootDir>/tests/cluster/support/global-setup.js',
  globalTeardown: '<rootDir>/tests/cluster/support/global-teardown.js',
  testTimeout,
};
