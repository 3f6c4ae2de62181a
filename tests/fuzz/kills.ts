import fc from 'fast-check';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBack } from '../output/support/trees';
import type { Counts } from './counts';
import { shown } from './shown';
import { createCommandShop } from './support/command-shop';

const versions = 4;
const notOurs = { 'README.md': 'of the team', 'overlays/kustomization.yaml': 'of the team too' };

/** One run: what it writes, and where in it SIGKILL comes, from its end or from anywhere. */
const killedRun = fc.record({ version: fc.nat({ max: versions - 1 }), near: fc.boolean(), at: fc.nat() });

/** SIGKILL ends the command at one of its changes of the disk, up to three times in a row: each tree is whole, old or new, and the next run mends all. */
export function kills(counts: Counts): fc.IProperty<unknown[]> {
  const shop = createCommandShop();
  const preload = join(__dirname, 'support/die-at-change.cjs');
  const changes = join(shop.folder, 'changes');
  const dist = join(shop.folder, 'dist');
  const textsOf = (tree: string): string => JSON.stringify(Object.entries(readBack(join(shop.folder, tree))).sort());
  const run = (version: number, dieAt: number): boolean => {
    shop.writeInput(version);
    const { code, signal, err } = shop.run(['synth'], { preload, env: { FUZZ_DIE_AT: String(dieAt), FUZZ_CHANGES: changes } });
    shown(err);
    if (signal !== 'SIGKILL' && code !== 0) throw new Error(`exit code ${code}: ${err}`);
    return signal === 'SIGKILL';
  };
  const start = (): void => {
    rmSync(dist, { recursive: true, force: true });
    cpSync(join(shop.folder, 'first'), dist, { recursive: true, preserveTimestamps: true });
  };

  // What each version is, and how many changes the whole way from the first takes.
  run(0, 0);
  for (const tree of shop.trees)
    for (const [path, text] of Object.entries(notOurs)) {
      cpSync(join(shop.folder, 'registry/shop/manifest.yaml'), join(shop.folder, tree, path));
      writeFileSync(join(shop.folder, tree, path), text);
    }
  cpSync(dist, join(shop.folder, 'first'), { recursive: true, preserveTimestamps: true });
  let most = 0;
  const whole = Array.from({ length: versions }, (_, version) => {
    start();
    run(version, 0);
    most = Math.max(most, Number(readFileSync(changes, 'utf8')));
    return new Map(shop.trees.map((tree) => [tree, textsOf(tree)]));
  });

  return fc.property(fc.array(killedRun, { minLength: 1, maxLength: 3 }), (runs) => {
    counts.cases++;
    start();
    let before = new Map(whole[0]);
    for (const { version, near, at } of runs) {
      const dieAt = near ? Math.max(1, most - (at % 16)) : 1 + (at % most);
      if (run(version, dieAt)) counts.refused++;
      else counts.synthesized++;
      const after = new Map<string, string>();
      for (const tree of shop.trees) {
        const isThere = existsSync(join(shop.folder, tree));
        const texts = isThere ? textsOf(tree) : before.get(tree)!;
        if (texts !== before.get(tree) && texts !== whole[version]!.get(tree))
          throw new Error(`${tree} is neither old nor new after a kill at change ${dieAt}`);
        after.set(tree, texts);
      }
      before = after;
    }
    const last = (runs.at(-1)!.version + 1) % versions;
    if (run(last, 0)) throw new Error('was killed');
    for (const tree of shop.trees) {
      if (textsOf(tree) !== whole[last]!.get(tree)) throw new Error(`${tree} is not mended`);
      const left = readdirSync(join(shop.folder, tree, '..')).filter((name) => name.startsWith('.'));
      if (left.length > 0) throw new Error(`${left.join(', ')} is left beside ${tree}`);
      counts.objects += Object.keys(JSON.parse(whole[last]!.get(tree)!) as object).length;
    }
  });
}
