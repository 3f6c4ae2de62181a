import { setTimeout as sleep } from 'node:timers/promises';

import { HANG_MS } from '../../support/hang';

/** Asks again and again until the answer is not undefined, and returns it; undefined if there is none within {@link HANG_MS}. */
export async function poll<T>(intervalMs: number, ask: () => T | undefined | Promise<T | undefined>): Promise<T | undefined> {
  const end = Date.now() + HANG_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || Date.now() >= end) return answer;
    await sleep(intervalMs);
  }
}
