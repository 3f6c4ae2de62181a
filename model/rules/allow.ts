import { boundedSuggest, catalogue } from '../../diagnostics';
import { placeUnder } from '../origin';
import { type AreaRules, rule } from './rule';

/** Reports accepted findings with a code that no finding has. */
const allowCodeUnknown = rule('allow-code-unknown', ({ platform }, report) => {
  const suggest = boundedSuggest(Object.keys(catalogue));
  for (const { code, place } of platform.allowances)
    if (!Object.hasOwn(catalogue, code)) report({ code, suggestion: suggest(code) }, placeUnder(place, 'code'));
});

/** The rules about accepted findings. */
export const allowRules: AreaRules<'allow'> = [allowCodeUnknown];
