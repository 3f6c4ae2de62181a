const STEPS = Symbol.for('cadastre.cluster.teardown');

type Step = () => void | Promise<void>;
type Holder = typeof globalThis & { [STEPS]?: Step[] };

/** Remembers what to do after the last test file. Jest loads the setup and the teardown apart, so it is kept on the global object. */
export function atTeardown(step: Step): void {
  ((globalThis as Holder)[STEPS] ??= []).push(step);
}

/** Does what was remembered, the newest first. */
export async function runTeardown(): Promise<void> {
  for (const step of ((globalThis as Holder)[STEPS] ?? []).splice(0).reverse()) await step();
}
