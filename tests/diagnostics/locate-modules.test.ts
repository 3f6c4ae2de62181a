import { createLocator } from '../../diagnostics';
import { marked } from './marked-source';

const root = 'registry/shop/service-registry.ts';
const orders = "{\n  port: 4001,\n  layer: 'domain',\n  routes: ['/x', §'/y'],\n}";

/** What the files are about, with the mark in one of them, and which. */
const cases: readonly [about: string, files: Readonly<Record<string, string>>, file?: string][] = [
  // One registry in several files.
  [
    'a registry that is exported from elsewhere',
    { [root]: "export { serviceRegistry } from './all';", 'registry/shop/all.ts': `export const serviceRegistry = { orders: ${orders} };` },
  ],
  [
    'under another name',
    { [root]: "export { all as serviceRegistry } from './all.js';", 'registry/shop/all.ts': `export const all = { orders: ${orders} };` },
  ],
  ['export *', { [root]: "export * from './all';", 'registry/shop/all.ts': `export const serviceRegistry = { orders: ${orders} };` }],
  [
    'export * of services',
    {
      [root]: "export * from './orders';\nexport * from './stock';",
      'registry/shop/stock.ts': "export const stock = { layer: 'domain' };",
      'registry/shop/orders.ts': `export const orders = ${orders};`,
    },
  ],
  [
    'export * through a folder',
    {
      [root]: "export * from '../all';",
      'registry/all/index.ts': "export * from './orders';",
      'registry/all/orders.ts': `export const orders = ${orders};`,
    },
  ],
  [
    'an import that is exported',
    {
      [root]: "import { serviceRegistry } from './all';\nexport { serviceRegistry };",
      'registry/shop/all.ts': `export const serviceRegistry = { orders: ${orders} };`,
    },
  ],
  [
    'an imported default',
    { [root]: "import all from './all';\nexport default all;", 'registry/shop/all.ts': `export default { orders: ${orders} };` },
  ],
  [
    'an imported service',
    {
      [root]: "import { orders } from './orders';\nexport const serviceRegistry = defineRegistry({ orders });",
      'registry/shop/orders.ts': `export const orders = ${orders};`,
    },
  ],
  [
    'a spread of an import',
    {
      [root]: "import { all } from './all';\nexport const serviceRegistry = defineRegistry({ stock: {}, ...all });",
      'registry/shop/all.ts': `export const all = { orders: ${orders} };`,
    },
  ],
  [
    'a spread of all exports',
    {
      [root]: "import * as all from './all';\nexport const serviceRegistry = { ...all };",
      'registry/shop/all.ts': `export const orders = ${orders};`,
    },
  ],
  [
    'what overrules an earlier entry',
    {
      [root]: "import { all } from './all';\nexport const serviceRegistry = { orders: { routes: ['/a', '/b'] }, ...all };",
      'registry/shop/all.ts': `export const all = { orders: ${orders} };`,
    },
  ],
  [
    'a value of an import',
    {
      [root]: "import { routes } from './all';\nexport const serviceRegistry = { orders: { routes } };",
      'registry/shop/all.ts': "export const routes = ['/x', §'/y'];",
    },
  ],
  [
    'a member of an import',
    {
      [root]: "import * as all from './all';\nexport const serviceRegistry = { orders: all.orders };",
      'registry/shop/all.ts': `export const orders = ${orders};`,
    },
  ],
  [
    'JSON',
    {
      [root]: "import all from './all.json';\nexport const serviceRegistry = defineRegistry({ ...all });",
      'registry/shop/all.json': '{\n  "orders": { "routes": ["/x", §"/y"] }\n}',
    },
  ],
  ['require', { [root]: "module.exports = { ...require('./all') };", 'registry/shop/all.js': `module.exports = { orders: ${orders} };` }],
  [
    'require with names',
    { [root]: "const { orders } = require('./all');\nmodule.exports = { orders };", 'registry/shop/all.js': `exports.orders = ${orders};` },
  ],
  [
    'an imported function',
    {
      [root]: "import { all } from './all';\nexport const serviceRegistry = { ...all() };",
      'registry/shop/all.ts': `export const all = () => ({ orders: ${orders} });`,
    },
  ],
  [
    'through two files',
    {
      [root]: "import { orders } from './all';\nexport const serviceRegistry = { orders };",
      'registry/shop/all.ts': "export { orders } from './orders/index';",
      'registry/shop/orders/index.ts': `import { base } from '../../base';\nexport const orders = { ...base };`,
      'registry/base.ts': `export const base = ${orders};`,
    },
  ],

  // Put in later.
  ['a property', { [root]: `export const serviceRegistry = {};\nserviceRegistry.orders = ${orders};` }],
  ['a property by a text', { [root]: `const all: Record<string, unknown> = {};\nall['orders'] = ${orders};\nexport default all;` }],
  [
    'a property further down',
    { [root]: "export const serviceRegistry = { orders: { port: 4001 } };\nserviceRegistry.orders.routes = ['/x', §'/y'];" },
  ],
  [
    'the last of several',
    {
      [root]: `export const serviceRegistry = { orders: { routes: ['/a', '/b'] } };\nserviceRegistry.orders = { routes: [] };\nserviceRegistry.orders = ${orders};`,
    },
  ],
  [
    'an element',
    { [root]: "export const serviceRegistry = { orders: { routes: ['/x', '/z'] } };\nserviceRegistry.orders.routes[1] = §'/y';" },
  ],
  [
    'Object.assign',
    { [root]: `export const serviceRegistry = {};\nObject.assign(serviceRegistry, { stock: {} }, { orders: ${orders} });` },
  ],
  ['a variable', { [root]: `let all;\nall = { orders: ${orders} };\nexport { all as serviceRegistry };` }],
  [
    'in the file that is imported',
    {
      [root]: "export * from './all';",
      'registry/shop/all.ts': `export const serviceRegistry: any = {};\nserviceRegistry.orders = ${orders};`,
    },
  ],
];

test.each(cases)('%s is found where it stands', (_, files) => {
  const sources = new Map(Object.entries(files).map(([file, text]) => [file, marked(text)]));
  const [file, { expected }] = [...sources].find(([, source]) => source.expected !== undefined)!;
  const locate = createLocator((name) => sources.get(name)?.source);
  expect(locate({ file: root, path: ['orders', 'routes', 1] })).toEqual(file === root ? expected : { ...expected, file });
});

test.each([
  ['a file that is not there', "import { all } from './gone';\nexport const serviceRegistry = §{ ...all };"],
  ['a package', "import { all } from '@acme/services';\nexport const serviceRegistry = §{ ...all };"],
  ['itself', "import { serviceRegistry as all } from './service-registry';\nexport const serviceRegistry = §{ ...all };"],
  ['a file that does not parse', "import { all } from './broken';\nexport const serviceRegistry = §{ ...all };"],
])('an import of %s leads to what is around it', (_, text) => {
  const { source, expected } = marked(text);
  const files: Readonly<Record<string, string>> = { [root]: source, 'registry/shop/broken.ts': 'export const = {' };
  expect(createLocator((name) => files[name])({ file: root, path: ['orders', 'port'] })).toEqual(expected);
});

test('a reader that throws for files that are not there is a reader', () => {
  const files: Readonly<Record<string, string>> = {
    [root]: "import { all } from './all';\nexport const serviceRegistry = { ...all };",
    'registry/shop/all/index.ts': 'export const all = { orders: { port: 4001 } };',
  };
  const locate = createLocator((file) => {
    if (files[file] === undefined) throw new Error('ENOENT');
    return files[file];
  });
  expect(locate({ file: root, path: ['orders', 'port'] })).toEqual({ line: 1, column: 38, file: 'registry/shop/all/index.ts' });
  expect(() => locate({ file: 'registry/shop/gone.ts', path: [] })).toThrow('ENOENT');
});
