import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withFileLock } from '../../output';

test('a lock that no run has written is told, and not waited for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cadastre-lock-'));
  for (const content of ['', 'x', 'a.b', '\u0000']) {
    writeFileSync(join(folder, '.dev.images.yaml.lock'), content);
    await expect(withFileLock(join(folder, 'dev.images.yaml'), () => Promise.resolve(1))).rejects.toThrow(
      'no run has written it: remove it',
    );
  }
  rmSync(folder, { recursive: true });
}, 60_000);
