import { existsSync } from 'node:fs';
import type { Loaded } from './load-registry';
import { loadYaml } from './load-yaml';

/** The image lock that belongs to an overlay: `environments/dev.images.yaml` beside `environments/dev.yaml`. */
export function imageLockFile(overlayFile: string): string {
  return overlayFile.replace(/\.yaml$/, '.images.yaml');
}

/**
 * Reads the image lock that belongs to an overlay.
 * @returns its value, or a finding for each syntax error; undefined when there is no such file
 */
export function loadImageLock(overlayFile: string): Loaded | undefined {
  const path = imageLockFile(overlayFile);
  return existsSync(path) ? loadYaml(path, 'the image lock') : undefined;
}
