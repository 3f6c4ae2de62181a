/** Holds the table of docs/architecture.md: which folder may import which. */

/** @param {string} folder @param {string[]} allowed @param {string[]} packages */
const only = (folder, allowed, packages = []) => ({
  name: `${folder.replaceAll('/', '-')}-imports-only-what-it-may`,
  comment: `${folder}/ may import: ${[...allowed, ...packages].join(', ') || 'nothing of ours'}. See docs/architecture.md.`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    pathNot: [
      `^${folder}/`,
      ...allowed.map((path) => `^${path}`),
      // What a package exports under a path of its own is not looked up.
      ...packages.flatMap((name) => [`node_modules/${name}/`, `^${name}/`]),
      '^node:',
      '^(path|fs|crypto|os|util|child_process)$',
    ],
  },
});

/**
 * Keeps a room of model/ from knowing others, but for the facts that rules and comparisons look up alike.
 * @param {string} room @param {string[]} others @param {string} why
 */
const apart = (room, others, why) => ({
  name: `model-${room}-stays-apart`,
  comment: `model/${room} may not import ${others.join(', ')}: ${why}.`,
  severity: 'error',
  from: { path: `^model/${room}[/.]` },
  to: { path: others.map((other) => `^model/${other}[/.]`), pathNot: room === 'across' ? ['^model/rules/facts/'] : [] },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nobody-imports-cli',
      severity: 'error',
      from: { pathNot: '^(cli/|main\\.ts$|tests/|bench/)' },
      to: { path: '^(cli/|main\\.ts$)' },
    },
    only('formats', []),
    only('diagnostics', ['formats/'], ['yaml', '@babel/parser', 'picocolors', 'fastest-levenshtein', '@babel/types']),
    only('registry/schema', ['formats/'], ['zod']),
    only('model', ['registry/schema/', 'formats/', 'diagnostics/'], ['zod']),
    apart(
      'platform',
      ['read', 'resolve', 'rules', 'across'],
      'the types of the result are read by everything, and would otherwise change with the way to it',
    ),
    apart(
      'blueprint',
      ['backing', 'design', 'secrets', 'read', 'resolve', 'rules', 'across'],
      'it says what will exist, not how that came about',
    ),
    apart(
      'route-table',
      ['platform', 'blueprint', 'objects', 'allow', 'backing', 'design', 'secrets', 'read', 'resolve', 'rules', 'across'],
      'who answers a request follows from the routes and from what each proxy does, whatever they were made of',
    ),
    apart(
      'allow',
      ['backing', 'design', 'secrets', 'read', 'resolve', 'rules', 'across'],
      'a finding is accepted by its code and place alone',
    ),
    apart('objects', ['backing', 'design', 'secrets', 'read', 'resolve', 'rules', 'across'], 'an object is restricted or not by itself'),
    apart(
      'backing',
      ['design', 'secrets', 'read', 'resolve', 'rules', 'across'],
      'a kind of backing service is used by the stages, and uses none',
    ),
    apart('secrets', ['design', 'read', 'resolve', 'rules', 'across'], 'a provider of Secrets is used by the stages, and uses none'),
    apart('design', ['read', 'rules', 'across'], 'what will exist is the same whatever is found about it'),
    apart(
      'read',
      ['resolve', 'rules', 'across'],
      'a file has the right shape or not by itself, whatever it means and whatever else there is',
    ),
    apart('resolve', ['rules', 'across'], 'the platform is the same whatever is found about it'),
    apart('rules', ['read', 'resolve', 'across'], 'a rule judges the platform, and would drift from it if it worked a value out again'),
    apart('across', ['read', 'resolve', 'rules'], 'platforms are compared by their facts, whatever is found about each alone'),
    {
      name: 'the-way-through-the-model-is-known-to-compile-alone',
      comment: 'A room of model/ is a stage: one that called the stages around it could not be used or tested by itself.',
      severity: 'error',
      from: { path: '^model/[^/]+/' },
      to: { path: '^model/(compile|check|resolve|index)[.]ts$' },
    },
    only(
      'constructs',
      ['model/platform/', 'model/blueprint/', 'formats/', 'imports/'],
      ['cdk8s', 'cdk8s-plus-28', 'constructs', '@grafana/grafana-foundation-sdk'],
    ),
    {
      name: 'rooms-of-constructs-in-one-direction',
      comment: 'Two rooms that need each other are one room: neither could be changed by itself.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^constructs/' },
      to: { path: '^constructs/', circular: true },
    },
    only('output', [], ['yaml']),
    only('plan', ['model/', 'formats/', 'diagnostics/']),
    only('reports', ['model/', 'plan/', 'formats/', 'diagnostics/'], ['fastest-levenshtein', 'picocolors']),
    {
      name: 'rooms-of-reports-stay-apart',
      comment: 'A report is read from the model, whatever other reports there are.',
      severity: 'error',
      from: { path: '^reports/nginx/' },
      to: { path: '^reports/routes/' },
    },
    {
      name: 'constructs-do-no-io',
      severity: 'error',
      from: { path: '^(constructs|model|registry|formats|diagnostics|plan|reports)/' },
      to: { path: ['^(node:)?fs', '^(node:)?net$', '^(node:)?https?$', '^(node:)?child_process$', '^(node:)?os$'] },
    },
    {
      name: 'a-product-is-data',
      severity: 'error',
      from: { path: '^registry/[^/]+/', pathNot: '^registry/schema/' },
      to: { pathNot: ['^registry/define\\.ts$', '^registry/schema/', '^registry/[^/]+/'] },
    },
    {
      name: 'no-products-in-code',
      severity: 'error',
      from: { pathNot: '^(registry|tests)/' },
      to: { path: '^registry/[^/]+/', pathNot: '^registry/schema/' },
    },
    {
      name: 'cdk8s-in-constructs-alone',
      severity: 'error',
      from: { pathNot: '^(constructs|imports|tests|bench)/' },
      to: { path: 'node_modules/(cdk8s|cdk8s-plus-28|constructs)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(lib|dist|tests/fixtures/.*/node_modules)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'] },
  },
};
