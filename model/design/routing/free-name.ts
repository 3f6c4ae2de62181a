/**
 * The first of some names that nothing else has.
 * @param wanted at least one, the best first
 * @returns the last one with a number behind it if all are taken
 */
export function freeName(wanted: readonly [string, ...string[]], taken: ReadonlySet<string>): string {
  const free = wanted.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  const last = wanted.at(-1) ?? wanted[0];
  for (let number = 2; ; number++) if (!taken.has(`${last}-${number}`)) return `${last}-${number}`;
}
