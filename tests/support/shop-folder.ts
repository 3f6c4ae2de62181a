import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const fixture = resolve(__dirname, '../fixtures/packed/registry');

/** The service registry of the shop in its folder. */
export const shopRegistry = 'registry/shop/service-registry.ts';

/** Runs each test in a folder of its own that holds the registry of the packed shop. */
export function useShopFolder(): void {
  const home = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cadastre-shop-'));
    cpSync(fixture, join(folder, 'registry'), { recursive: true });
    process.chdir(folder);
    // The package itself is installed in tests/package alone.
    edit(shopRegistry, "import { defineRegistry } from 'cadastre';", 'const defineRegistry = <T>(services: T): T => services;');
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });
}

/** Replaces a text that a file has. */
export function edit(file: string, from: string, to: string): void {
  const source = readFileSync(file, 'utf8');
  expect(source).toContain(from);
  writeFileSync(file, source.replace(from, to));
}
