import { Session } from 'node:inspector';
import { setFlagsFromString } from 'node:v8';

/*
 * Counts work instead of time. V8 counts how often it enters each block of a function (calls, branches, turns of a loop) in every function that it
 * compiles after the coverage has started. Functions compile at their first call, so the import of this file starts the count. The optimizing compilers
 * are off, because calls that they inline are not counted. Work inside native functions, such as a regular expression or
 * `Array.prototype.includes`, is not counted.
 */
const session = new Session();
for (const compiler of ['opt', 'maglev']) setFlagsFromString(`--no-${compiler}`);
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

afterAll(() => {
  session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  for (const compiler of ['opt', 'maglev']) setFlagsFromString(`--${compiler}`);
});

/** Counts the blocks that an action enters. The number depends on the code and its input, never on the machine. */
export function workOf(action: () => unknown): number {
  entered();
  action();
  return entered();
}

/** Counts the blocks entered since the last call. */
function entered(): number {
  let sum = 0;
  session.post('Profiler.takePreciseCoverage', (error, coverage) => {
    if (error !== null) throw new Error(error.message);
    for (const { functions } of coverage.result) for (const { ranges } of functions) for (const { count } of ranges) sum += count;
  });
  return sum;
}
