const path = require('node:path');
const { testTimeout, transform } = require('../../jest.config.js');

/** Files that the real kubeseal and sops have made: in need of programs that tools/build.sh builds, so `npm test` leaves them out. */
/** @type {import('jest').Config} */
module.exports = {
  rootDir: path.resolve(__dirname, '../..'),
  testEnvironment: 'node',
  roots: ['<rootDir>/tests/secret-files'],
  testMatch: ['**/*.test.ts'],
  transform,
  testTimeout,
};
