/** Own functions, which code of an extension may replace. */
const current = process.cwd.bind(process);
const change = process.chdir.bind(process);

/**
 * Remembers the working directory, on which all relative paths depend.
 * @returns goes back there
 */
export function keepDirectory(): () => void {
  const directory = current();
  return () => {
    if (current() !== directory) change(directory);
  };
}
