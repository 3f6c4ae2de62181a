import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until the answer is not undefined, and returns it; undefined when the time is over. */
export async function poll<T>(
  timeoutMs: number,
  intervalMs: number,
  ask: () => T | undefined | Promise<T | undefined>,
): Promise<T | undefined> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || Date.now() >= end) return answer;
    await sleep(intervalMs);
  }
}
