import fc from 'fast-check';
import { parseArgs } from 'node:util';
import type { Counts } from './counts';
import { credentials } from './credentials';
import { disks } from './disks';
import { files } from './files';
import { kills } from './kills';
import { names } from './names';
import { registries } from './registries';

/*
 * Tries generated input on the whole way from input to text, and prints what it saw: `npm run fuzz -- --cases 100000 --seed 7 --only registries`. Without a seed the cases are new ones; a
 * failure prints the seed, the path and the smallest case that fails. The number of cases decides how long it takes, never a clock.
 */

const targets = { registries, names, credentials, files, kills, disks };
/** A case of the last two takes some runs of the command, each in a process of its own. */
const shares: Readonly<Record<keyof typeof targets, number>> = {
  registries: 0.5,
  names: 0.25,
  credentials: 0.15,
  files: 0.095,
  kills: 0.002,
  disks: 0.003,
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { cases: { type: 'string', default: '10000' }, seed: { type: 'string' }, only: { type: 'string' } },
  });
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
  const selected = values.only === undefined ? (Object.keys(targets) as (keyof typeof targets)[]) : [values.only as keyof typeof targets];
  const codes = new Set<string>();
  for (const name of selected) {
    const counts: Counts = { cases: 0, refused: 0, synthesized: 0, objects: 0, codes };
    const numRuns = Math.max(1, Math.round(Number(values.cases) * (values.only === undefined ? shares[name] : 1)));
    const property = targets[name](counts) as fc.IAsyncProperty<unknown[]>;
    const result = await fc.check(property, { numRuns, seed, endOnFailure: values.only === undefined });
    process.stdout.write(
      `${name}: ${counts.cases} cases, ${counts.refused} refused, ${counts.synthesized} accepted, ${counts.objects} objects, ${codes.size} codes of findings so far, seed ${seed}\n`,
    );
    if (result.failed) {
      process.stdout.write(
        `${fc.defaultReportMessage(result)}\n${result.errorInstance instanceof Error ? (result.errorInstance.stack ?? '') : String(result.errorInstance)}\n`,
      );
      process.exitCode = 1;
    }
  }
}

void main();
