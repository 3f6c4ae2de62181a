import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readBack } from '../output/support/trees';
import type { Counts } from './counts';
import { shown } from './shown';
import { type CommandShop, createCommandShop, type Ended } from './support/command-shop';

/** Where something is put that is no plain file: names of input files and folders, of some that need not be there, and of the target. */
const spots = [
  'registry',
  'registry/shop',
  'registry/shop/manifest.yaml',
  'registry/shop/service-registry.json',
  'registry/shop/service-registry.ts',
  'registry/shop/environments',
  'registry/shop/environments/dev.yaml',
  'registry/shop/environments/dev.images.yaml',
  'registry/shop/environments/dev.secrets',
  'registry/shop/environments/dev.manifests/a.yaml',
  'registry/shop/environments/stray.yaml',
  'registry/shop/manifests',
  'registry/shop/manifests/a.yaml',
  'registry/shop/extend.ts',
  'registry/stray',
  'dist',
  'dist/shop',
  'dist/shop/dev',
  'dist/shop/dev/orders.k8s.yaml',
  'dist/shop/dev/stray',
] as const;

/** What may be there instead. Each makes one; none can be read to an end. */
const makers: Readonly<Record<string, (path: string) => void>> = {
  fifo: (path) => made(spawnSync('mkfifo', [path]).status),
  socket: (path) =>
    made(
      spawnSync(process.execPath, [
        '-e',
        'require("node:net").createServer().listen(process.argv[1], () => process.kill(process.pid, "SIGKILL"))',
        path,
      ]).signal === 'SIGKILL'
        ? 0
        : 1,
    ),
  'link to an endless device': (path) => symlinkSync('/dev/zero', path),
  'link to an empty device': (path) => symlinkSync('/dev/null', path),
  'link to nowhere': (path) => symlinkSync('nowhere/at/all', path),
  'link to itself': (path) => symlinkSync(path, path),
  'link to the root': (path) => symlinkSync('/', path),
  'link to the folder above': (path) => symlinkSync('..', path),
  folder: (path) => mkdirSync(join(path, 'inner'), { recursive: true }),
  'empty file': (path) => writeFileSync(path, ''),
  'file of zeros': (path) => writeFileSync(path, Buffer.alloc(1 << 20)),
};

const special = fc.record({ spot: fc.constantFrom(...spots), kind: fc.constantFrom(...Object.keys(makers)), writes: fc.boolean() });
/** The room on the disk, in KiB. A tree of the shop takes some 40. */
const full = fc.record({ room: fc.integer({ min: 4, max: 360 }), version: fc.integer({ min: 1, max: 3 }) });

/** Whatever a path is, and however little room there is, the command ends with a code of its own and says why in words, and each tree is whole. */
export function disks(counts: Counts): fc.IProperty<unknown[]> {
  const shop = createCommandShop();
  const canMount = mountsOf(shop);
  if (canMount !== undefined) process.stdout.write(`disks: no full disks, because ${canMount}\n`);
  const one = canMount === undefined ? fc.oneof(special, full) : special;
  return fc.property(one, (given) => {
    counts.cases++;
    if ('room' in given) fullDisk(shop, given, counts);
    else specialFile(shop, given, counts);
  });
}

function specialFile(shop: CommandShop, { spot, kind, writes }: { spot: string; kind: string; writes: boolean }, counts: Counts): void {
  for (const folder of ['registry', 'dist']) rmSync(join(shop.folder, folder), { recursive: true, force: true });
  shop.writeInput(0);
  const path = join(shop.folder, spot);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
  makers[kind]!(path);
  const before = lstatSync(path);
  try {
    const ended = shop.run([writes ? 'synth' : 'check']);
    const { code, err } = ended;
    expectEnd(ended, counts);
    // A tree may be taken over, and what lies in it goes with the old one if it is ours by name. Nothing else is replaced.
    const isOurs = spot.startsWith('dist/shop/dev/');
    if (!isOurs && (!existsAtAll(path) || lstatSync(path).ino !== before.ino) && code !== 0)
      throw new Error(`${spot} was replaced: ${err}`);
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

function fullDisk(shop: CommandShop, { room, version }: { room: number; version: number }, counts: Counts): void {
  const dist = join(shop.folder, 'dist');
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  made(mount(dist, 4096));
  try {
    const synth = (given: number): Ended => {
      shop.writeInput(given);
      return shop.run(['synth']);
    };
    if (synth(0).code !== 0) throw new Error('the first version was not written');
    const before = textsOf(shop);
    const used = Number(/(\d+)\s*$/.exec(spawnSync('df', ['--output=used', '-k', dist], { encoding: 'utf8' }).stdout)![1]);
    made(remount(dist, used + room));
    const ended = synth(version);
    expectEnd(ended, counts);
    if (ended.code === 1 && !ended.err.includes('no space is left')) throw new Error(`the full disk is not named: ${ended.err}`);
    const after = textsOf(shop);
    made(remount(dist, 4096));
    if (synth(version).code !== 0) throw new Error('the next run does not mend');
    const mended = textsOf(shop);
    for (const [index, texts] of after.entries())
      if (texts !== before[index] && texts !== mended[index]) throw new Error(`${shop.trees[index]} is neither old nor new`);
    if (ended.code === 1 && ended.err.includes('nothing was written') && after.some((texts, index) => texts !== before[index]))
      throw new Error('something was written, and the message says nothing');
    if (ended.code === 0 && after.some((texts, index) => texts !== mended[index])) throw new Error('exit code 0, and not all was written');
    counts.objects += after.length;
  } finally {
    spawnSync('umount', ['-l', dist]);
  }
}

function expectEnd({ code, signal, err }: Ended, counts: Counts): void {
  shown(err);
  if (signal !== null) throw new Error(`it does not end: ${err}`);
  if (code !== 0 && code !== 1 && code !== 2) throw new Error(`exit code ${code}: ${err}`);
  if (code !== 0 && !/^error/m.test(err)) throw new Error(`exit code ${code} without an error: ${err}`);
  if (code === 0 && /^error/m.test(err)) throw new Error(`exit code 0 with an error: ${err}`);
  if (code === 0) counts.synthesized++;
  else counts.refused++;
  for (const [, found] of err.matchAll(/^(?:error|warning)\[([a-z0-9-]+)\]/gm)) counts.codes.add(found!);
}

function textsOf(shop: CommandShop): string[] {
  return shop.trees.map((tree) => JSON.stringify(Object.entries(readBack(join(shop.folder, tree))).sort()));
}

function existsAtAll(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function mount(path: string, kib: number): number | null {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', path]).status;
}

function remount(path: string, kib: number): number | null {
  return spawnSync('mount', ['-o', `remount,size=${kib}k`, path]).status;
}

/** Why no disk of a size can be made here; undefined if it can. */
function mountsOf(shop: CommandShop): string | undefined {
  if (process.platform !== 'linux') return 'this is no Linux';
  if (process.getuid?.() !== 0) return 'that takes root';
  const path = join(shop.folder, 'disk');
  mkdirSync(path);
  if (mount(path, 64) !== 0) return 'nothing can be mounted here';
  spawnSync('umount', [path]);
  return existsSync('/proc/mounts') && readFileSync('/proc/mounts', 'utf8').includes(path) ? 'nothing can be unmounted here' : undefined;
}

function made(status: number | null): void {
  if (status !== 0) throw new Error(`the case could not be set up: ${status}`);
}
