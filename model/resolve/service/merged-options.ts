/** Variables that hold options of a program, which are merged where Cadastre and a person both set some. */
const optionVariables: Readonly<Record<string, (option: string) => string>> = {
  // Dashes and underscores are one, and a bound in percent is one too.
  NODE_OPTIONS: (option) =>
    option
      .replaceAll('_', '-')
      .replace(/=.*$/s, '')
      .replace(/-percentage$/, ''),
  JAVA_TOOL_OPTIONS: (option) => nameOfJvmOption(option),
};

/** The options that say how large a heap may become. */
const heapOptions = /^-(?:Xmx|XX:(?:MaxHeapSize|MaxRAM|MaxRAMPercentage|MaxRAMFraction)=)/;

/** The options that say what happens when memory runs out. */
const exhaustionOptions = /^-XX:[+-](?:ExitOnOutOfMemoryError|CrashOnOutOfMemoryError)$/;

function nameOfJvmOption(option: string): string {
  if (heapOptions.test(option)) return 'heap';
  return exhaustionOptions.test(option) ? 'exhaustion' : option.replace(/^-XX:[+-]/, '').replace(/[=:].*$/s, '');
}

/**
 * Merges the options that follow from other fields with those that a person wrote. Of two for the same thing the person's counts.
 * @param ours the options that follow from other fields
 * @param theirs the options that a person wrote
 * @returns ours first; undefined if the variable is none that holds options
 */
export function mergeOptions(name: string, ours: string, theirs: string): string | undefined {
  const nameOf = Object.hasOwn(optionVariables, name) ? optionVariables[name] : undefined;
  if (nameOf === undefined) return undefined;
  const said = new Set(theirs.split(/\s+/).map(nameOf));
  const kept = ours.split(' ').filter((option) => !said.has(nameOf(option)));
  return [...kept, theirs].filter((text) => text.trim() !== '').join(' ');
}
