import { rmSync } from 'node:fs';
import { installedFolder } from './installed-folder';

/** Removes what `install.ts` has made. */
// eslint-disable-next-line no-restricted-exports -- jest takes no other
export default function remove(): void {
  rmSync(installedFolder(), { recursive: true, force: true });
}
