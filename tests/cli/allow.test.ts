import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';
import { HANG_MS } from '../support/hang';

/** Accepted findings, by the command as a process of its own. */

const root = resolve(__dirname, '../..');
const overlayFile = 'registry/shop/environments/dev.yaml';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cadastre-allow-'));
  cpSync(join(root, 'tests/fixtures/packed/registry'), join(folder, 'registry'), { recursive: true });
  edit('registry/shop/service-registry.ts', /^import.*\n/, 'const defineRegistry = (services: any) => services;\n');
  edit(overlayFile, 'tag: 1.0.0', 'tag: latest');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function edit(file: string, from: string | RegExp, to: string): void {
  writeFileSync(join(folder, file), readFileSync(join(folder, file), 'utf8').replace(from, to));
}

function allow(until = ''): void {
  const text = readFileSync(join(folder, overlayFile), 'utf8');
  writeFileSync(
    join(folder, overlayFile),
    `${text}allow:\n  - { code: image-tag-latest, at: images.tag, reason: built on each push${until} }\n`,
  );
}

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function cadastre(...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--require',
      join(root, 'node_modules/tsx/dist/preflight.cjs'),
      '--require',
      join(root, 'node_modules/tsx/dist/cjs/index.cjs'),
      join(root, 'cli/main.ts'),
      ...args,
    ],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
      timeout: HANG_MS,
    },
  );
  return { status, stdout, stderr };
}

test('what is not accepted stops, and says where it can be accepted', () => {
  const { status, stderr } = cadastre('check');
  expect(status).toBe(1);
  expect(stderr).toContain('error[image-tag-latest]');
});

test('an accepted finding is counted, and shown with `--all`', () => {
  allow();
  expect(cadastre('check')).toEqual({ status: 0, stdout: 'checked shop/dev: 2 services, no findings, 1 accepted\n', stderr: '' });
  const { status, stderr } = cadastre('check', '--all');
  expect(status).toBe(0);
  expect(stderr).toBe(
    [
      'accepted[image-tag-latest]: `registry.example.com/shop/catalogue` and 1 other run whatever `latest` is at the time',
      `  --> ${overlayFile}:3:16: images.tag`,
      '   = reason: built on each push',
      `   = note: accepted at ${overlayFile}:8:5: allow[0]`,
      '',
      'no errors and no warnings, 1 accepted; the check passes',
      '',
    ].join('\n'),
  );
  expect(JSON.parse(cadastre('check', '--format', 'json').stdout)).toEqual([]);
  expect(JSON.parse(cadastre('check', '--all', '--format', 'json').stdout)).toMatchObject([
    { code: 'image-tag-latest', severity: 'error', accepted: { reason: 'built on each push', until: null, file: overlayFile, line: 8 } },
  ]);
  expect(cadastre('check', '--all', '--format', 'github').stdout).toMatch(/^::notice file=.*accepted: built on each push\n$/);
  const synth = cadastre('synth');
  expect(synth).toMatchObject({ status: 0, stderr: '' });
  expect(synth.stdout).toContain('1 accepted');
});

test('what was accepted until a day that is gone counts again', () => {
  allow(', until: "2020-01-31"');
  const { status, stderr } = cadastre('check');
  expect(status).toBe(1);
  expect(stderr).toContain('error[image-tag-latest]');
  expect(stderr).toContain('warning[allow-expired]: `image-tag-latest` was accepted until 2020-01-31');
});

test('an acceptance of nothing is a warning', () => {
  edit(overlayFile, 'tag: latest', 'tag: 1.0.0');
  allow();
  const { status, stderr } = cadastre('check');
  expect(status).toBe(0);
  expect(stderr).toContain('warning[allow-unused]: there is no `image-tag-latest` at `images.tag`');
});
