import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

/** Packs the package and installs it in an empty folder, beside a registry. `CADASTRE_INSTALLED` says the folder to the tests. */
// eslint-disable-next-line no-restricted-exports -- jest takes no other
export default function install(): void {
  const folder = mkdtempSync(join(tmpdir(), 'cadastre-installed-'));
  const quiet = { cwd: root, encoding: 'utf8' } as const;
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', folder], quiet).replace(/^[^[]*/, ''),
  ) as { filename: string }[];
  cpSync(join(root, 'tests/fixtures/packed'), folder, { recursive: true });
  execFileSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, packed?.filename ?? '')], {
    ...quiet,
    cwd: folder,
  });
  process.env['CADASTRE_INSTALLED'] = folder;
}
