const path = require('node:path');
const { testTimeout, transform } = require('../../jest.config.js');

/** The topology on a real RabbitMQ: in need of Debian's package, so `npm test` leaves it out. */
/** @type {import('jest').Config} */
module.exports = {
  rootDir: path.resolve(__dirname, '../..'),
  testEnvironment: 'node',
  roots: ['<rootDir>/tests/broker'],
  testMatch: ['**/*.test.ts'],
  transform,
  testTimeout,
};
