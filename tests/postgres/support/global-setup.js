module.exports = () => require('./prepare-run').prepareRun();
