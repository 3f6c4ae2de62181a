const path = require('node:path');
const { testTimeout, transform } = require('../../jest.config.js');

/** Rules, monitors and dashboards under the programs that read them: in need of what tools/build.sh brings, so `npm test` leaves them out. */
/** @type {import('jest').Config} */
module.exports = {
  rootDir: path.resolve(__dirname, '../..'),
  testEnvironment: 'node',
  roots: ['<rootDir>/tests/observability'],
  testMatch: ['**/*.test.ts'],
  transform,
  testTimeout,
};
