module.exports = () => require('../../cluster/support/teardown').runTeardown();
