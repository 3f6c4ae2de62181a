/** Snapshots live in the top-level `__snapshots__/`, mirroring `tests/`. */
const path = require('node:path');
const root = path.resolve(__dirname, '../..');
const tests = path.join(root, 'tests');
const snapshots = path.join(root, '__snapshots__');

module.exports = {
  resolveSnapshotPath: (testPath, extension) => path.join(snapshots, path.relative(tests, testPath) + extension),
  resolveTestPath: (snapshotPath, extension) => path.join(tests, path.relative(snapshots, snapshotPath).slice(0, -extension.length)),
  testPathForConsistencyCheck: path.join(tests, 'constructs', 'example.test.ts'),
};
