const path = require('node:path');
const { testTimeout, transform } = require('../../jest.config.js');

/** The route table against what others say and real proxies do: in need of Go and of programs, so `npm test` leaves them out. */
/** @type {import('jest').Config} */
module.exports = {
  rootDir: path.resolve(__dirname, '../..'),
  testEnvironment: 'node',
  roots: ['<rootDir>/tests/routing'],
  testMatch: ['**/*.test.ts'],
  transform,
  setupFiles: ['<rootDir>/tests/support/seed.js'],
  testTimeout,
  passWithNoTests: true,
};
