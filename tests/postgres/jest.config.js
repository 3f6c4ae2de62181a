const path = require('node:path');
const { maxWorkers, testTimeout, transform } = require('../../jest.config.js');

/** The init Jobs on a real PostgreSQL: in need of Debian's psql, so `npm test` leaves them out. */
/** @type {import('jest').Config} */
module.exports = {
  rootDir: path.resolve(__dirname, '../..'),
  testEnvironment: 'node',
  maxWorkers,
  roots: ['<rootDir>/tests/postgres'],
  testMatch: ['**/*.test.ts'],
  transform,
  globalSetup: '<rootDir>/tests/postgres/support/global-setup.js',
  globalTeardown: '<rootDir>/tests/postgres/support/global-teardown.js',
  testTimeout,
};
