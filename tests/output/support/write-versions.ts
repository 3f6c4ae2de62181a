/*
 * A child process that writes versions of a tree in turn until it is killed or has done its rounds.
 * Arguments: the directory, the versions (`A,B`), the number of files, the rounds. It prints `ready` after its first write. With `stop` for the rounds it
 * prints `stopping` and stops itself (SIGSTOP) in the middle of the first write that changes anything.
 */
import fs, { writeSync } from 'node:fs';
import { writeManifests } from '../../../output';
import { versionOf } from './trees';

const [directory = '', names = 'A,B', count = '200', rounds = 'Infinity'] = process.argv.slice(2);
const versions = names.split(',').map((name) => versionOf(name, Number(count)));

if (rounds === 'stop') {
  const { writeFileSync } = fs;
  let files = 0;
  fs.writeFileSync = (...values) => {
    writeFileSync(...values);
    if (++files !== 20) return;
    writeSync(1, 'stopping\n');
    process.kill(process.pid, 'SIGSTOP');
  };
}

for (let round = 0; rounds === 'stop' || round < Number(rounds); round++) {
  // Every other write without waiting for the disk, so that kills fall on the renames as often as on the flushing.
  writeManifests(versions[round % versions.length] ?? [], directory, { durable: round % 2 === 1 });
  if (round === 0 && rounds !== 'stop') writeSync(1, 'ready\n');
}
