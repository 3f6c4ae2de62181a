const { runTeardown } = require('../../cluster/support/teardown');

module.exports = runTeardown;
