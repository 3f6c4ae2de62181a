import { buildApp } from '../../constructs';
import { createDiagnostic, createLocator, formatText } from '../../diagnostics';
import {
  checkPlatform,
  compile,
  designPlatform,
  environmentsOf,
  parseEnvironmentOverlay,
  parseRegistry,
  resolvePlatform,
} from '../../model';
import { renderFiles, writeManifests } from '../../output';

/** What a program in JavaScript may get wrong: the compiler would refuse each. */
const nothing = undefined as never;
const product = { registry: { value: {}, file: 'r' }, manifest: { value: {}, file: 'm' }, environments: [] };

test.each<[string, () => unknown, string]>([
  ['compile of one product', () => compile(product as never), '`compile()` takes a list of products: `compile([product])`'],
  ['compile of nothing', () => compile(nothing), '`compile()` takes a list of products'],
  ['compile of no products', () => compile(['shop'] as never), '`compile()`: a product is `{ registry, manifest, environments }`'],
  [
    'compile without a manifest',
    () => compile([{ ...product, manifest: undefined }] as never),
    '`compile()`: `manifest` of a product is `{ file, value }`',
  ],
  [
    'compile of texts',
    () => compile([{ ...product, environments: ['dev'] }] as never),
    '`compile()`: an environment is `{ environment, overlay }`',
  ],
  ['environmentsOf a path', () => environmentsOf('manifest.yaml' as never), '`environmentsOf()` takes `{ file, value }`'],
  ['parseRegistry of a registry', () => parseRegistry({ orders: {} } as never), '`parseRegistry()` takes `{ file, value }`'],
  ['parseEnvironmentOverlay of nothing', () => parseEnvironmentOverlay(nothing), '`parseEnvironmentOverlay()` takes `{ file, value }`'],
  [
    'resolvePlatform of unread input',
    () => resolvePlatform({ registry: {} } as never),
    '`resolvePlatform()` takes `registry`, `manifest` and `overlay`',
  ],
  ['designPlatform of compiled', () => designPlatform({ platform: {} } as never), '`designPlatform()` takes a platform'],
  ['checkPlatform of nothing', () => checkPlatform(nothing, nothing), '`checkPlatform()` takes a platform'],
  [
    'buildApp of a platform',
    () => buildApp({ services: [] } as never, { write: () => undefined }),
    '`buildApp()` and `addPlatform()` take one of the `platforms` of `compile()`',
  ],
  ['buildApp without write', () => buildApp({ blueprint: {} } as never, nothing), '`buildApp()` takes `{ write }`'],
  ['renderFiles of an app', () => renderFiles({} as never), '`renderFiles()` takes the list of charts'],
  ['writeManifests of one file', () => writeManifests({} as never, 'dist'), '`writeManifests()` takes the list of files'],
  ['writeManifests without a folder', () => writeManifests([], nothing), '`writeManifests()` takes the list of files'],
  ['an unknown code', () => createDiagnostic('nope' as never, {} as never, { file: 'x', path: [] }), 'there is no kind of finding `nope`'],
  [
    'formatText of compiled',
    () => formatText({ diagnostics: [] } as never, { locate: createLocator(() => undefined), color: false, distState: '' }),
    'the findings are a list',
  ],
])('%s is told in one sentence', (_, call, sentence) => {
  expect(call).toThrow(TypeError);
  expect(call).toThrow(sentence);
});
