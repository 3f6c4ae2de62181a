'use strict';
/*
 * Loaded before the command: SIGKILL ends the process at its n-th change of the folder `dist`, where n is `FUZZ_DIE_AT`. A file is written by half, a folder
 * removed by half. At a regular end the number of changes goes to the file `FUZZ_CHANGES`.
 */
const fs = require('node:fs');
const { join, sep } = require('node:path');

const dist = join(process.cwd(), 'dist');
const last = Number(process.env.FUZZ_DIE_AT);
const { writeFileSync, readdirSync } = fs;
let made = 0;

for (const name of [
  'mkdirSync',
  'openSync',
  'writeFileSync',
  'linkSync',
  'symlinkSync',
  'renameSync',
  'rmSync',
  'chmodSync',
  'utimesSync',
]) {
  const original = fs[name];
  fs[name] = (...values) => {
    const path = String(values[0]);
    if (path !== dist && !path.startsWith(`${dist}${sep}`) && !path.startsWith(`dist${sep}`)) return original(...values);
    if (++made !== last) return original(...values);
    if (name === 'writeFileSync') original(path, String(values[1]).slice(0, 10));
    if (name === 'rmSync' && fs.existsSync(path) && fs.statSync(path).isDirectory())
      for (const entry of readdirSync(path).slice(0, 1)) original(join(path, entry), { recursive: true });
    process.kill(process.pid, 'SIGKILL');
    return undefined;
  };
}

process.on('exit', () => writeFileSync(process.env.FUZZ_CHANGES, String(made)));
