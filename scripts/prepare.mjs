// npm runs this in two cases: after `npm ci` in a checkout, where nothing has to be built, and for a project that installs the package by its git URL.
if (process.env.INIT_CWD !== process.cwd()) await import('./build.mjs');
