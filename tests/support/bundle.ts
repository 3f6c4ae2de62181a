import { basename, dirname, join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

const root = resolve(__dirname, '../..');

/**
 * Bundles a program of this repository into one file, as the package ships it, so that it starts fast as a process of its own. The program that runs
 * registries goes beside it.
 * @param entry the path of its source from the root, such as `cli/main.ts`
 */
export function bundle(entry: string, outfile: string): void {
  buildSync({
    entryPoints: {
      [basename(outfile, '.js')]: join(root, entry),
      'registry-process': join(root, 'cli/registry-process/child.ts'),
    },
    outdir: dirname(outfile),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['esbuild', '@babel/parser'],
    logLevel: 'error',
  });
}
