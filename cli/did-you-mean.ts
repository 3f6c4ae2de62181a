import { boundedSuggest } from '../diagnostics';

/**
 * Ends the sentence about a name that leads nowhere.
 * @returns `; did you mean …?`, or nothing when no candidate is close
 */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const suggestion = boundedSuggest(candidates)(name);
  return suggestion === undefined ? '' : `; did you mean \`${suggestion}\`?`;
}
