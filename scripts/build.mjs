// Makes lib/, the content of the package: the command and the entry points as JavaScript, and the types, with the docstrings of fields.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);

rmSync('lib', { recursive: true, force: true });

const shared = {
  outdir: 'lib',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
};

// The entry points for programs of users share cdk8s with these programs. Their lines stay short: Node prints the line that throws.
await build({
  ...shared,
  entryPoints: {
    index: 'index.ts',
    model: 'model/index.ts',
    constructs: 'constructs/index.ts',
    output: 'output/index.ts',
    diagnostics: 'diagnostics/index.ts',
  },
  external: ['cdk8s', 'cdk8s-plus-28', 'constructs', '@babel/parser'],
});

// The command is a program of its own, and so is what runs registries: Node reads one file in a fraction of the time of hundreds. A native program, and the parser that only
// a finding needs, stay outside; the alias keeps cdk8s's copy of `yaml` out.
await build({
  ...shared,
  entryPoints: { cli: 'cli/main.ts', 'registry-process': 'cli/registry-process/child.ts' },
  minifySyntax: true,
  minifyWhitespace: true,
  external: ['esbuild', '@babel/parser'],
  alias: { yaml: dirname(require.resolve('yaml/package.json')) },
});

execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
execFileSync('node', ['--require', 'tsx/cjs', 'scripts/write-declarations.ts'], { stdio: 'inherit' });
