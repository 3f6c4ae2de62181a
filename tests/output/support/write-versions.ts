/*
 * A child process that writes versions of a tree in turn until it is killed or has done its rounds.
 * Arguments: the directory, the versions (`A,B`), the number of files, the rounds. It prints `ready` after its first write.
 */
import { writeSync } from 'node:fs';
import { writeManifests } from '../../../output';
import { versionOf } from './trees';

const [directory = '', names = 'A,B', count = '200', rounds = 'Infinity'] = process.argv.slice(2);
const versions = names.split(',').map((name) => versionOf(name, Number(count)));

for (let round = 0; round < Number(rounds); round++) {
  // Every other write without waiting for the disk, so that kills fall on the renames as often as on the flushing.
  writeManifests(versions[round % versions.length] ?? [], directory, { durable: round % 2 === 1 });
  if (round === 0) writeSync(1, 'ready\n');
}
