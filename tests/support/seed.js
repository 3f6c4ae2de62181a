const fc = require('fast-check');

// What gates a landing tries the same cases each time. Everywhere else they are new ones: a counterexample that a developer sees becomes a test of its own.
if (process.env.CI === 'true') fc.configureGlobal({ seed: 20261129 });
