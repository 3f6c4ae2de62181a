const { prepareRun } = require('./prepare-run');

module.exports = prepareRun;
