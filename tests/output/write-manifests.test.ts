import fs from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { planWrite, writeManifests, type RenderedFile } from '../../output';
import { asRecord, readBack } from './support/trees';

let parent: string;
let dist: string;
beforeEach(() => {
  parent = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'cadastre-write-')));
  dist = join(parent, 'dist');
});
afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(parent, { recursive: true });
});

const file = (path: string, text = `${path}\n`): RenderedFile => ({ path, text });
const abc = [file('a.k8s.yaml'), file('b.k8s.yaml'), file('deep/er/c.k8s.yaml')];
const put = (path: string, text: string): void => {
  fs.mkdirSync(join(dist, path, '..'), { recursive: true });
  fs.writeFileSync(join(dist, path), text);
};

/** Everything about a tree that a user could notice, apart from access times. */
const look = (): unknown =>
  fs
    .readdirSync(parent, { recursive: true })
    .sort()
    .map((name) => {
      const { ino, mtimeNs, ctimeNs, mode, nlink } = fs.lstatSync(join(parent, String(name)), { bigint: true });
      return { name, ino, mtimeNs, ctimeNs, mode, nlink };
    });
const inode = (path: string): [bigint, bigint] => {
  const { ino, mtimeNs } = fs.lstatSync(join(dist, path), { bigint: true });
  return [ino, mtimeNs];
};
const onlyDist = (): void => expect(fs.readdirSync(parent)).toEqual(['dist']);

describe.each([true, false])('durable: %p', (durable) => {
  const write = (files: readonly RenderedFile[]): unknown => writeManifests(files, dist, { durable });

  test('a new directory, with its parents', () => {
    dist = join(parent, 'dist/property-tax/dev');
    const expected = { written: ['a.k8s.yaml', 'b.k8s.yaml', 'deep/er/c.k8s.yaml'], unchanged: [], removed: [] };
    expect(planWrite(abc, dist)).toEqual(expected);
    expect(fs.readdirSync(parent)).toEqual([]);
    expect(write([...abc].reverse())).toEqual(expected);
    expect(readBack(dist)).toEqual(asRecord(abc));
    expect(fs.readdirSync(join(dist, '..'))).toEqual(['dev']);
  });

  test('changed, new, unchanged and removed files', () => {
    write(abc);
    const before = inode('b.k8s.yaml');
    const next = [file('a.k8s.yaml', 'new text\n'), file('b.k8s.yaml'), file('d.k8s.yaml')];
    const expected = { written: ['a.k8s.yaml', 'd.k8s.yaml'], unchanged: ['b.k8s.yaml'], removed: ['deep/er/c.k8s.yaml'] };
    expect(planWrite(next, dist)).toEqual(expected);
    expect(readBack(dist)).toEqual(asRecord(abc));
    expect(write(next)).toEqual(expected);
    expect(readBack(dist)).toEqual(asRecord(next));
    expect(inode('b.k8s.yaml')).toEqual(before);
    expect(fs.existsSync(join(dist, 'deep'))).toBe(false);
    onlyDist();
  });

  test('nothing changed: nothing is touched', () => {
    write(abc);
    put('README.md', 'mine');
    const before = look();
    expect(write(abc)).toEqual({ written: [], unchanged: ['a.k8s.yaml', 'b.k8s.yaml', 'deep/er/c.k8s.yaml'], removed: [] });
    expect(look()).toEqual(before);
  });

  test('files that are not ours stay, whatever they are', () => {
    write(abc);
    put('README.md', 'mine');
    put('overlays/x/kustomization.yaml', 'mine too');
    put('overlays/x/old.k8s.yaml', 'left by an earlier version');
    fs.mkdirSync(join(dist, 'empty/dir'), { recursive: true });
    fs.symlinkSync('README.md', join(dist, 'link'));
    fs.symlinkSync('/nowhere', join(dist, 'overlays/dangling'));
    fs.chmodSync(join(dist, 'overlays/x/kustomization.yaml'), 0o750);
    fs.chmodSync(join(dist, 'overlays'), 0o700);
    fs.chmodSync(dist, 0o775);
    const before = inode('overlays/x/kustomization.yaml');
    expect(write([file('a.k8s.yaml')])).toMatchObject({
      written: [],
      removed: ['b.k8s.yaml', 'deep/er/c.k8s.yaml', 'overlays/x/old.k8s.yaml'],
    });
    expect(readBack(dist)).toEqual({ 'a.k8s.yaml': 'a.k8s.yaml\n', 'README.md': 'mine', 'overlays/x/kustomization.yaml': 'mine too' });
    expect(inode('overlays/x/kustomization.yaml')).toEqual(before);
    expect(fs.readlinkSync(join(dist, 'link'))).toBe('README.md');
    expect(fs.readlinkSync(join(dist, 'overlays/dangling'))).toBe('/nowhere');
    expect(fs.readdirSync(join(dist, 'empty'))).toEqual(['dir']);
    expect(['overlays/x/kustomization.yaml', 'overlays', '.'].map((path) => fs.statSync(join(dist, path)).mode & 0o777)).toEqual([
      0o750, 0o700, 0o775,
    ]);
    onlyDist();
  });
});

test('no files at all: manifests go, the rest stays', () => {
  expect(writeManifests([], dist)).toEqual({ written: [], unchanged: [], removed: [] });
  expect(fs.existsSync(dist)).toBe(false);
  writeManifests(abc, dist);
  put('README.md', 'mine');
  writeManifests([], dist);
  expect(readBack(dist)).toEqual({ 'README.md': 'mine' });
});

test('modes: 0644, and 0600 for Secrets, whatever the umask', () => {
  const modes = (): number[] => ['a.k8s.yaml', 'db.secret.k8s.yaml'].map((path) => fs.statSync(join(dist, path)).mode & 0o777);
  const files = [file('a.k8s.yaml'), file('db.secret.k8s.yaml')];
  const umask = process.umask(0o077);
  try {
    writeManifests(files, dist);
  } finally {
    process.umask(umask);
  }
  expect(modes()).toEqual([0o644, 0o600]);

  // A checkout under another umask is no change; a Secret that others can read is.
  fs.chmodSync(join(dist, 'a.k8s.yaml'), 0o664);
  expect(planWrite(files, dist).written).toEqual([]);
  fs.chmodSync(join(dist, 'db.secret.k8s.yaml'), 0o640);
  expect(writeManifests(files, dist).written).toEqual(['db.secret.k8s.yaml']);
  expect(modes()).toEqual([0o664, 0o600]);
});

test('a manifest that is a symbolic link becomes a file, and what it pointed to is left alone', () => {
  writeManifests(abc, dist);
  const elsewhere = join(parent, 'elsewhere');
  fs.writeFileSync(elsewhere, 'a.k8s.yaml\n');
  fs.rmSync(join(dist, 'a.k8s.yaml'));
  fs.symlinkSync(elsewhere, join(dist, 'a.k8s.yaml'));
  expect(writeManifests([file('a.k8s.yaml')], dist).written).toEqual(['a.k8s.yaml']);
  expect(fs.lstatSync(join(dist, 'a.k8s.yaml')).isFile()).toBe(true);
  expect(fs.readFileSync(elsewhere, 'utf8')).toBe('a.k8s.yaml\n');
});

test('without hard links, unchanged and foreign files are copied with their times', () => {
  writeManifests(abc, dist);
  put('README.md', 'mine');
  const then = new Date('2020-01-02T03:04:05Z');
  for (const path of ['README.md', 'a.k8s.yaml']) fs.utimesSync(join(dist, path), then, then);
  jest.spyOn(fs, 'linkSync').mockImplementation(() => {
    throw Object.assign(new Error('not supported'), { code: 'EPERM' });
  });
  expect(writeManifests([file('a.k8s.yaml')], dist).unchanged).toEqual(['a.k8s.yaml']);
  expect(readBack(dist)).toEqual({ 'a.k8s.yaml': 'a.k8s.yaml\n', 'README.md': 'mine' });
  expect(['README.md', 'a.k8s.yaml'].map((path) => fs.statSync(join(dist, path)).mtime)).toEqual([then, then]);
  onlyDist();
});

describe('refusals change nothing', () => {
  const code = (wanted: string): unknown => expect.objectContaining({ code: wanted, message: expect.stringMatching(/.{20}/) as unknown });
  const refuses = (wanted: string, files: readonly RenderedFile[], directory: string): void => {
    const before = look();
    expect(() => planWrite(files, directory)).toThrow(code(wanted) as Error);
    expect(() => writeManifests(files, directory)).toThrow(code(wanted) as Error);
    expect(look()).toEqual(before);
  };

  test('a symbolic link, also with a slash at the end', () => {
    fs.mkdirSync(join(parent, 'real'));
    fs.symlinkSync('real', dist);
    refuses('target-is-symlink', abc, dist);
    refuses('target-is-symlink', abc, `${dist}/`);
  });

  test('but a parent may be one', () => {
    fs.mkdirSync(join(parent, 'real'));
    fs.symlinkSync('real', join(parent, 'link'));
    writeManifests(abc, join(parent, 'link/dist'));
    expect(readBack(join(parent, 'real/dist'))).toEqual(asRecord(abc));
    expect(fs.readdirSync(join(parent, 'real'))).toEqual(['dist']);
  });

  test('a file', () => {
    fs.writeFileSync(dist, '');
    refuses('target-is-file', abc, dist);
  });

  test.each([
    ['target-is-root', '/'],
    ['target-is-home', homedir()],
    ['target-is-home', join(homedir(), 'x/../..', homedir().split('/').at(-1) ?? '')],
    ['target-is-working-directory', process.cwd()],
    ['target-is-working-directory', '.'],
  ])('%s: %s', (wanted, directory) => refuses(wanted, abc, directory));

  test.each(['.git', 'sub/.git'])('a directory with %s, be it a directory or a file', (path) => {
    writeManifests(abc, dist);
    fs.mkdirSync(join(dist, path), { recursive: true });
    refuses('target-is-repository', abc, dist);
    fs.rmdirSync(join(dist, path));
    fs.writeFileSync(join(dist, path), 'gitdir: ../x');
    refuses('target-is-repository', [], dist);
  });

  test.each([
    '../a.k8s.yaml',
    '/a.k8s.yaml',
    'a//b.k8s.yaml',
    './a.k8s.yaml',
    'a\\b.k8s.yaml',
    'C:a.k8s.yaml',
    'a.yaml',
    '',
    'a.k8s.yaml/',
  ])('the path %p', (path) => {
    refuses('bad-path', [file(path)], dist);
  });

  test('one path twice', () => refuses('duplicate-file', [file('a.k8s.yaml'), file('a.k8s.yaml', 'other')], dist));

  test.each([
    ['a foreign file where a directory must be', 'sub', 'sub/a.k8s.yaml'],
    ['a foreign file in a directory where a manifest must be', 'a.k8s.yaml/README.md', 'a.k8s.yaml'],
  ])('%s', (_, foreign, path) => {
    put(foreign, 'mine');
    refuses('path-is-taken', [file(path)], dist);
  });

  test('a foreign symbolic link to a directory is not followed', () => {
    writeManifests(abc, dist);
    fs.mkdirSync(join(parent, 'elsewhere'));
    fs.writeFileSync(join(parent, 'elsewhere/x.k8s.yaml'), 'theirs');
    fs.symlinkSync('../elsewhere', join(dist, 'link'));
    refuses('path-is-taken', [file('link/a.k8s.yaml')], dist);
    expect(writeManifests(abc, dist).removed).toEqual([]);
    expect(writeManifests([], dist).removed).not.toContain('link/x.k8s.yaml');
    expect(fs.readFileSync(join(parent, 'elsewhere/x.k8s.yaml'), 'utf8')).toBe('theirs');
  });
});

describe('while it writes, someone else', () => {
  /** Does something once, right before or after the first call of one of Node's functions. */
  const once = (name: 'renameSync' | 'linkSync', when: 'before' | 'after', act: (from: string, to: string) => void): void => {
    const original = fs[name] as (from: string, to: string) => void;
    let calls = 0;
    jest.spyOn(fs, name).mockImplementation(((from: string, to: string) => {
      const first = ++calls === 1;
      if (first && when === 'before') act(from, to);
      original(from, to);
      if (first && when === 'after') act(from, to);
    }) as never);
  };
  const next = [file('a.k8s.yaml'), file('n.k8s.yaml')];

  test('saves files that are not ours in the tree being taken out: they survive, the newer one wins', () => {
    writeManifests(abc, dist);
    put('README.md', 'mine');
    put('kept.md', 'kept');
    once('renameSync', 'after', (_, setAside) => {
      fs.mkdirSync(join(setAside, 'notes'));
      fs.writeFileSync(join(setAside, 'notes/late.md'), 'late');
      fs.writeFileSync(join(setAside, 'README.md.tmp'), 'saved');
      fs.renameSync(join(setAside, 'README.md.tmp'), join(setAside, 'README.md'));
    });
    writeManifests(next, dist);
    expect(readBack(dist)).toEqual(asRecord(next, { 'README.md': 'saved', 'kept.md': 'kept', 'notes/late.md': 'late' }));
    onlyDist();
  });

  test('puts another tree there between the two renames: it is taken out too', () => {
    writeManifests(abc, dist);
    once('renameSync', 'after', () => {
      put('x.k8s.yaml', 'of the other run');
      put('README.md', 'carried over by the other run');
    });
    writeManifests(next, dist);
    expect(readBack(dist)).toEqual(asRecord(next, { 'README.md': 'carried over by the other run' }));
    onlyDist();
  });

  test.each(['before', 'after'] as const)('swaps the tree %s it is linked: it starts again', (when) => {
    writeManifests(abc, dist);
    once('linkSync', when, () => {
      fs.renameSync(dist, `${dist}-gone`);
      put('a.k8s.yaml', 'of the other run');
      put('README.md', 'mine');
      fs.rmSync(`${dist}-gone`, { recursive: true });
    });
    writeManifests(next, dist);
    expect(readBack(dist)).toEqual(asRecord(next, { 'README.md': 'mine' }));
    onlyDist();
  });

  test('removes the tree altogether: it is written anew', () => {
    writeManifests(abc, dist);
    once('linkSync', 'before', () => fs.rmSync(dist, { recursive: true }));
    writeManifests(next, dist);
    expect(readBack(dist)).toEqual(asRecord(next));
    onlyDist();
  });
});

describe('a disk that refuses', () => {
  const failing = (name: 'renameSync' | 'fsyncSync' | 'linkSync', call: number, code: string): void => {
    const original = fs[name] as (...values: unknown[]) => unknown;
    let calls = 0;
    jest.spyOn(fs, name).mockImplementation((...values: unknown[]) => {
      if (++calls === call) throw Object.assign(new Error(code), { code });
      return original(...values);
    });
  };

  test.each([
    ['fsyncSync', 1, 'ENOSPC', 'ENOSPC'],
    ['renameSync', 1, 'EACCES', 'EACCES'],
    ['renameSync', 1, 'EBUSY', 'target-is-mount-point'],
    ['renameSync', 2, 'EIO', 'EIO'],
  ] as const)('%s, call %i: %s', (name, call, code, thrown) => {
    writeManifests(abc, dist);
    put('README.md', 'mine');
    const before = inode('a.k8s.yaml');
    failing(name, call, code);
    expect(() => writeManifests([file('a.k8s.yaml'), file('n.k8s.yaml')], dist)).toThrow(
      expect.objectContaining({ code: thrown }) as Error,
    );
    expect(readBack(dist)).toEqual(asRecord(abc, { 'README.md': 'mine' }));
    expect(inode('a.k8s.yaml')).toEqual(before);
    onlyDist();
  });
});
