import { runTeardown } from './teardown';

/** Stops the server, when it was ours, and removes the run's files. */
export default async function globalTeardown(): Promise<void> {
  await runTeardown();
}
