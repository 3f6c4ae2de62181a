import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The file that the package ships beside the command. */
const shipped = join(__dirname, 'registry-process.js');

/**
 * Finds the program of the child process.
 * @returns the arguments of Node that run it. Where Cadastre runs from its sources, the program is compiled first
 */
export async function childProgram(): Promise<readonly string[]> {
  return existsSync(shipped) ? [shipped] : ['-e', await compiledSource()];
}

let compiled: Promise<string> | undefined;

function compiledSource(): Promise<string> {
  compiled ??= compileSource();
  return compiled;
}

async function compileSource(): Promise<string> {
  const { build } = require('esbuild') as typeof import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, 'child.ts')],
    absWorkingDir: __dirname,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
