import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { loadProducts } from '../../../cli/load-products';
import { compile, type Compiled } from '../../../model';
import { quietFolders, readingFixtures, soundFolder } from '../../fixtures/rules/reading';
import { wordingOf } from '../../support/wording';

describe('reading a product folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cadastre-reading-'));
    symlinkSync(resolve(__dirname, '../../../node_modules'), join(folder, 'node_modules'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(files: Readonly<Record<string, string | undefined>>): void {
    for (const [name, text] of Object.entries(files)) {
      if (text === undefined) continue;
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  }

  async function compileFolder(): Promise<Compiled> {
    return compile(await loadProducts({ registry: folder }));
  }

  test('finds nothing in a sound one', async () => {
    write(soundFolder);
    expect((await compileFolder()).diagnostics).toEqual([]);
  });

  test.each(quietFolders)('finds nothing in one with %s', async (_title, files) => {
    write({ ...soundFolder, ...files });
    expect((await compileFolder()).diagnostics).toEqual([]);
  });

  test.each(readingFixtures.map((fixture) => [`${fixture.code}: ${fixture.title}`, fixture] as const))(
    '%s',
    async (_name, { code, files, file, severity = 'error', says }) => {
      write({ ...soundFolder, ...files });
      const { diagnostics } = await compileFolder();
      expect(diagnostics.map((finding) => [finding.code, finding.severity, finding.at.file])).toEqual([
        [code, severity, join(folder, file)],
      ]);
      const { message, help } = wordingOf(diagnostics[0]!);
      for (const said of says) expect(`${message}\n${help}`).toContain(said);
      expect(help).not.toBe('');
    },
  );
});
