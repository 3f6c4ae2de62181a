import { closestName } from '../../../diagnostics';

/** Finds the name that was probably meant. */
export type Suggest = (name: string) => string | undefined;

/** How many names are compared at most: enough for twenty typos among ten thousand services. */
const budget = 200_000;

/**
 * Makes a did-you-mean that stays linear: each name is looked up once, and after many look-ups the answer is none, since nobody can make use of
 * thousands of hints.
 * @param candidates the names that could have been meant
 */
export function boundedSuggest(candidates: readonly string[]): Suggest {
  const known = new Map<string, string | undefined>();
  let left = budget;
  return (name) => {
    if (known.has(name)) return known.get(name);
    const suggestion = left < candidates.length || name.length > 100 ? undefined : closestName(name, candidates);
    left -= candidates.length;
    known.set(name, suggestion);
    return suggestion;
  };
}
