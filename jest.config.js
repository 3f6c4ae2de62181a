/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Half of the time is spent waiting for programs that tests start, so one worker on two cores leaves both idle.
  maxWorkers: '100%',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '/tests/broker/',
    '/tests/cluster/',
    '/tests/lint/',
    '/tests/observability/',
    '/tests/package/',
    '/tests/postgres/',
    '/tests/redis/',
    '/tests/routing/',
    '/tests/secret-files/',
  ],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
  },
  setupFiles: ['<rootDir>/tests/support/seed.js'],
  // No test may fail because the machine is slow or busy; only a hang takes this long.
  testTimeout: 900_000,
  snapshotResolver: '<rootDir>/tests/support/snapshot-resolver.js',
};
