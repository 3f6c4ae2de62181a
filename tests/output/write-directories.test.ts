import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDirectories } from '../../output';
import { asRecord, readBack, versionOf } from './support/trees';

let parent: string;
let trees: [string, string, string];
beforeEach(() => {
  parent = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'cadastre-directories-')));
  trees = [join(parent, 'a/dev'), join(parent, 'a/prod'), join(parent, 'b/dev')];
  write('A');
});
afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(parent, { recursive: true });
});

function write(version: string): unknown {
  return writeDirectories(
    trees.map((directory) => ({ directory, files: versionOf(version, 6) })),
    { durable: false },
  );
}

/** The versions that the directories hold; half a tree fails. */
function versions(): string {
  return trees
    .map((directory) => {
      if (!fs.existsSync(directory)) return '-';
      const found = readBack(directory);
      const is = ['A', 'B'].find(
        (version) =>
          JSON.stringify(Object.entries(asRecord(versionOf(version, 6), {})).sort()) === JSON.stringify(Object.entries(found).sort()),
      );
      if (is === undefined) throw new Error(`half a tree: ${Object.keys(found).length} files`);
      return is;
    })
    .join('');
}

/** What is left beside the directories. */
const beside = (): string[] => trees.flatMap((directory) => fs.readdirSync(join(directory, '..'))).filter((name) => name.startsWith('.'));

const noSpace = (): Error => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

/** Lets the n-th call of a function fail. */
function failAt(name: 'writeFileSync' | 'renameSync', step: number): void {
  const original = fs[name] as (...values: unknown[]) => unknown;
  let calls = 0;
  jest.spyOn(fs, name).mockImplementation((...values: unknown[]) => {
    if (++calls === step) throw noSpace();
    return original(...values);
  });
}

test('all are written', () => {
  write('B');
  expect(versions()).toBe('BBB');
  expect(beside()).toEqual([]);
});

test.each([1, 5, 9, 13])('a disk that is full at file %d changes none, and the message says so', (step) => {
  failAt('writeFileSync', step);
  expect(() => write('B')).toThrow(/^ENOSPC[^;]*; nothing was written$/);
  expect(versions()).toBe('AAA');
  expect(beside()).toEqual([]);
});

test.each([
  [1, 'AAA', 'nothing was written'],
  [2, 'AAA', 'nothing was written'],
  [3, 'BAA', 'written: a/dev; as before: a/prod, b/dev'],
  [4, 'BAA', 'written: a/dev; as before: a/prod, b/dev'],
  [5, 'BBA', 'written: a/dev, a/prod; as before: b/dev'],
])('a swap that fails at rename %d names what was written', (step, there, state) => {
  failAt('renameSync', step);
  let message = '';
  try {
    write('B');
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(message.replaceAll(`${parent}/`, '')).toMatch(new RegExp(`; ${state}$`));
  expect(versions()).toBe(there);
  jest.restoreAllMocks();
  write('B');
  expect(versions()).toBe('BBB');
  expect(beside()).toEqual([]);
});

test('trees differ for the moment of the swaps alone: no file is written or removed between them', () => {
  const done: string[] = [];
  for (const name of ['writeFileSync', 'linkSync', 'renameSync', 'rmSync', 'mkdirSync', 'chmodSync'] as const) {
    const original = fs[name] as (...values: unknown[]) => unknown;
    jest.spyOn(fs, name).mockImplementation(((...values: unknown[]) => {
      done.push(name);
      return original(...values);
    }) as never);
  }
  write('B');
  expect(done.slice(done.indexOf('renameSync'), done.lastIndexOf('renameSync') + 1)).toEqual(Array(6).fill('renameSync'));
});
