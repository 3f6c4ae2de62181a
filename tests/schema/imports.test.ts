import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const imports = join(root, 'imports');
const definitions = readdirSync(join(imports, 'crds'));

test('there are no classes but those of the definitions', () => {
  const classes = readdirSync(imports).filter((file) => file.endsWith('.ts'));
  expect(classes).toEqual(definitions.map((file) => file.replace(/\.yaml$/, '.ts')));
});

test.each(definitions)('the classes of %s are what its definition gives', (definition) => {
  const output = mkdtempSync(join(tmpdir(), 'cadastre-imports-'));
  try {
    const args = [
      join(root, 'node_modules/.bin/cdk8s'),
      'import',
      `./imports/crds/${definition}`,
      '--save=false',
      '--output',
      output,
      '--language',
      'typescript',
    ];
    execFileSync(process.execPath, args, { cwd: root, env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' }, stdio: 'pipe' });
    const file = definition.replace(/\.yaml$/, '.ts');
    expect(readFileSync(join(output, file), 'utf8')).toBe(readFileSync(join(imports, file), 'utf8'));
  } finally {
    rmSync(output, { recursive: true });
  }
});
