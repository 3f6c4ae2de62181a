import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { planWrite, writeManifests, type RenderedFile } from '../../output';
import { dieAtStep } from './support/dying-disk';
import { asRecord, readBack, versionOf } from './support/trees';

const root = resolve(__dirname, '../..');
const others = { 'README.md': 'mine', 'overlays/kustomization.yaml': 'mine too' };
const random = (below: number): number => Math.floor(Math.random() * below);

let parent: string;
let dist: string;
let script: string;
beforeAll(() => {
  parent = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'cadastre-kill-')));
  // Bundled once: about thirty children start below, and each would spend most of its life compiling.
  script = join(parent, 'write-versions.cjs');
  const source = join(__dirname, 'support/write-versions.ts');
  execFileSync(join(root, 'node_modules/.bin/esbuild'), [
    source,
    '--bundle',
    '--platform=node',
    `--outfile=${script}`,
    '--log-level=error',
  ]);
});
afterAll(() => fs.rmSync(parent, { recursive: true }));
beforeEach(() => {
  dist = fs.mkdtempSync(join(parent, 'case-')) + '/dist';
});

/** Every file anywhere, in the directory or beside it, that a user may come upon: each must be a whole file of some version. */
const expectWhole = (versions: readonly string[], count: number): void => {
  const known = Object.assign({}, ...versions.map((version) => asRecord(versionOf(version, count), others))) as Record<string, string>;
  const texts = new Map(versions.flatMap((version) => versionOf(version, count)).map(({ path, text }) => [`${path} ${text}`, true]));
  for (const [path, text] of Object.entries(readBack(dist))) {
    if (!texts.has(`${path} ${text}`) && known[path] !== text) throw new Error(`${path} is not whole: ${text.length} characters`);
  }
};

/** The version the directory holds, `none` if there is no directory; anything else fails. */
const versionThere = (versions: readonly string[], count: number): string => {
  if (!fs.existsSync(dist)) return 'none';
  const found = readBack(dist);
  const is = versions.find(
    (version) => JSON.stringify(sorted(asRecord(versionOf(version, count), others))) === JSON.stringify(sorted(found)),
  );
  if (is === undefined) throw new Error(`half a tree: ${Object.keys(found).length} files`);
  return is;
};
const sorted = (record: Record<string, string>): [string, string][] => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

const putOthers = (): void => {
  for (const [path, text] of Object.entries(others)) {
    fs.mkdirSync(join(dist, path, '..'), { recursive: true });
    fs.writeFileSync(join(dist, path), text);
  }
};
const beside = (): string[] => fs.readdirSync(join(dist, '..'));

let children: ChildProcess[] = [];
/** Starts a child, whose lines come on `stdout`; none outlives its test. */
const start = (...args: string[]): ChildProcess => {
  const child = spawn(process.execPath, [script, dist, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return child;
};
const exitOf = async (child: ChildProcess): Promise<number | null> => ((await once(child, 'exit')) as [number | null])[0];
const ready = async (child: ChildProcess): Promise<unknown> => once(child.stdout!, 'data');
afterEach(() => {
  children.forEach((child) => child.kill('SIGKILL'));
  children = [];
});

test('killed 25 times at random moments: the old tree or the new one, and the next run mends', async () => {
  const versions = ['A', 'B'];
  writeManifests(versionOf('A', 200), dist, { durable: false });
  putOthers();
  for (let round = 0; round < 25; round++) {
    const child = start('A,B', '200');
    const exit = exitOf(child);
    await ready(child);
    await new Promise((done) => setTimeout(done, random(60)));
    child.kill('SIGKILL');
    await exit;

    expectWhole(versions, 200);
    versionThere(versions, 200);
    const next = versions[random(2)] ?? 'A';
    const plan = planWrite(versionOf(next, 200), dist);
    expect(writeManifests(versionOf(next, 200), dist, { durable: false })).toEqual(plan);
    expect(versionThere(versions, 200)).toBe(next);
    expect(beside()).toEqual(['dist']);
  }
});

describe('killed at each single change to the disk', () => {
  const versions = ['A', 'B'];
  const [a, b] = versions.map((version) => versionOf(version, 6)) as [RenderedFile[], RenderedFile[]];
  const inodes = (): bigint[] => ['same-0.k8s.yaml', 'README.md'].map((path) => fs.statSync(join(dist, path), { bigint: true }).ino);
  const before = (): bigint[] => {
    writeManifests(a, dist, { durable: false });
    putOthers();
    return inodes();
  };
  const stepsOf = (action: () => unknown): number => dieAtStep(Infinity, dist, action);
  const expectMended = (files: readonly RenderedFile[], kept: readonly bigint[]): void => {
    const plan = planWrite(files, dist);
    expect(writeManifests(files, dist, { durable: false })).toEqual(plan);
    expect(versionThere(versions, 6)).toBe(files === a ? 'A' : 'B');
    expect(inodes()).toEqual(kept);
    expect(beside()).toEqual(['dist']);
  };

  test('the next run finds the old tree, for one step none, then the new one, and loses nothing', () => {
    before();
    const steps = stepsOf(() => writeManifests(b, dist));
    const seen: string[] = [];
    for (let step = 1; step <= steps; step++) {
      const kept = before();
      dieAtStep(step, dist, () => writeManifests(b, dist));
      seen.push(versionThere(versions, 6));
      expectMended(step % 2 === 0 ? a : b, kept);
    }
    expect(seen.join(' ')).toMatch(/^(A ){20,}none( B)+$/);
  });

  test('and so does the run after one that was killed while mending', () => {
    before();
    const steps = stepsOf(() => writeManifests(b, dist, { durable: false }));
    // The last changes: the renames and the tidying. The ones before only differ in how much of the staged tree there is.
    for (let first = steps - 3; first <= steps; first++) {
      let mending = Infinity;
      for (let second = 1; second <= mending; second++) {
        const kept = before();
        dieAtStep(first, dist, () => writeManifests(b, dist, { durable: false }));
        const made = dieAtStep(second, dist, () => writeManifests(b, dist, { durable: false }));
        if (made < second) mending = made;
        versionThere(versions, 6);
        expectMended(second % 2 === 0 ? a : b, kept);
      }
    }
  });
});

test('a run that is stopped, not dead, keeps its workspace; its leftovers go when it is', async () => {
  writeManifests(versionOf('A', 200), dist, { durable: false });
  const child = start('A,B', '200', 'stop');
  const exit = exitOf(child);
  await ready(child);
  const workspaces = (): string[] => beside().filter((name) => name.startsWith('.cadastre-'));
  const caught = workspaces();
  expect(caught).toHaveLength(1);
  writeManifests(versionOf('C', 200), dist, { durable: false });
  expect(workspaces()).toEqual(caught);
  child.kill('SIGKILL');
  await exit;
  writeManifests(versionOf('C', 200), dist, { durable: false });
  expect(beside()).toEqual(['dist']);
});

test('four runs at once: the last one wins with a whole tree, and foreign files survive', async () => {
  const versions = ['A', 'B', 'C', 'D'];
  writeManifests(versionOf('A', 40), dist, { durable: false });
  putOthers();
  const runs = versions.map((version, index) => start(`${version},${versions[(index + 1) % 4] ?? ''}`, '40', '30'));
  const codes = await Promise.all(runs.map(exitOf));
  expect(codes).toEqual([0, 0, 0, 0]);
  expect(versions).toContain(versionThere(versions, 40));
  expect(beside()).toEqual(['dist']);
});
