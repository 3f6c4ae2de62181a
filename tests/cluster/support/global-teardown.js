const { runTeardown } = require('./teardown');

module.exports = runTeardown;
