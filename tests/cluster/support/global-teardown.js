module.exports = () => require('./teardown').runTeardown();
