import { runTeardown } from '../../cluster/support/teardown';

/** Removes the synthesized trees. */
export default async function globalTeardown(): Promise<void> {
  await runTeardown();
}
