import { spawnSync } from 'node:child_process';

import { describeWithBuilt } from '../../support/built-tools';

/** Defines tests that need nginx; without it they are skipped and say why, and fail under `CI=true`. */
export function describeWithNginx(title: string, define: () => void): void {
  const found = spawnSync('nginx', ['-v']).error === undefined;
  describeWithBuilt(title, found ? true : undefined, 'nginx must be on PATH (Debian: nginx-light, whose service need not run)', define);
}
