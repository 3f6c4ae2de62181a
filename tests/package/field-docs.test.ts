import { join } from 'node:path';
import ts from 'typescript';
import { installedFolder } from './support/installed-folder';

/** What an editor shows of a field, in a repository that has installed the package. */

const folder = installedFolder();
const file = join(folder, 'authored.ts');
let service: ts.LanguageService;

const source = `
import { defineRegistry, type EnvironmentOverlay, type ImageLock, type ProductManifest } from 'cadastre';
import { parseEnvironmentOverlay } from 'cadastre/model';

export const serviceRegistry = defineRegistry({
  catalogue: { /*entry*/port: 4000, layer: 'domain' },
  orders: {
    layer: 'domain',
    /*dependsOn*/dependsOn: ['catalogue'],
    health: { /*nested*/live: { /*of a union*/http: '/live' } },
    ports: { admin: { /*in a mapping of names*/port: 4001 } },
    secrets: { KEY: { /*beside false*/secret: 'orders', key: 'key' } },
    egress: [{ /*in a list*/host: 'api.example.com' }],
    /*shared with defaults*/replicas: 2,
  },
});
export const manifest: ProductManifest = {
  /*product manifest*/name: 'shop',
  label: 'Shop',
  imageRegistry: 'registry.example.com',
  environments: ['dev'],
  services: [],
  defaults: { all: { /*defaults*/needsRedis: true } },
};
export const overlay: EnvironmentOverlay = {
  /*overlay*/delivery: 'kubectl',
  images: { /*nested in the overlay*/tag: '1' },
  secrets: { provider: 'development', /*option of a provider*/seed: 'x' },
  postgres: { provider: 'external', host: 'db.example.com', /*postgres*/maxConnections: 10, tls: { /*in a union in a union*/mode: 'disable' } },
  services: { orders: { /*overlay of a service*/replicas: 3 } },
};
export const lock: ImageLock = { orders: { tag: '1', /*image lock*/digest: 'sha256:0' } };
export const parsed = parseEnvironmentOverlay({ value: {}, file: 'x' }).value?./*parsed*/delivery;
`;

beforeAll(() => {
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    module: ts.ModuleKind.Node20,
    target: ts.ScriptTarget.ES2022,
    types: [],
  };
  const read = (name: string): string | undefined => (name === file ? source : ts.sys.readFile(name));
  service = ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const text = read(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => folder,
    getCompilationSettings: () => options,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: (name) => read(name) !== undefined,
    readFile: read,
    directoryExists: (name) => ts.sys.directoryExists(name),
    getDirectories: (name) => ts.sys.getDirectories(name),
  });
});

test('the example has no error', () => {
  const found = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
  expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
});

test.each([...source.matchAll(/\/\*([^*]+)\*\/(\w+)/g)].map(({ 0: mark, 1: level, 2: field, index }) => ({ level, field, mark, index })))(
  'shows the text of a field: $level ($field)',
  ({ field = '', mark, index }) => {
    const shown = service.getQuickInfoAtPosition(file, index + mark.length - field.length);
    expect(ts.displayPartsToString(shown?.displayParts)).toContain(field);
    expect(ts.displayPartsToString(shown?.documentation)).toMatch(/^[A-Z].*\.$/s);
  },
);

test('every field of every file has a text', () => {
  const program = service.getProgram()!;
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(join(folder, 'node_modules/cadastre/lib/types/index.d.ts'))!)!;
  const without: string[] = [];
  const seen = new Map<ts.Type, string>();
  let fields = 0;
  const visit = (type: ts.Type, path: string): void => {
    if (seen.has(type)) return;
    seen.set(type, path);
    if (type.isUnion()) {
      for (const option of type.types) visit(option, path);
      return;
    }
    if ((type.flags & ts.TypeFlags.Object) === 0) return;
    const inner = type.getNumberIndexType() ?? type.getStringIndexType();
    if (inner !== undefined) {
      visit(inner, `${path}.*`);
      return;
    }
    for (const property of checker.getPropertiesOfType(type)) {
      fields += 1;
      const at = `${path}.${property.name}`;
      if (ts.displayPartsToString(property.getDocumentationComment(checker)) === '') without.push(at);
      visit(checker.getTypeOfSymbol(property), at);
    }
  };
  for (const name of ['ServiceDefinition', 'ProductManifest', 'EnvironmentOverlay', 'ImageLock']) {
    const exported = checker.getExportsOfModule(module).find((symbol) => symbol.name === name)!;
    visit(checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(exported)), name);
  }
  expect(without).toEqual([]);
  expect(fields).toBeGreaterThan(150);
});
