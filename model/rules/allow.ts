import { areas, boundedSuggest, catalogue } from '../../diagnostics';
import { placeUnder } from '../origin';
import { type AreaRules, rule } from './rule';

/** Reports accepted findings with a code that no finding has. */
const allowCodeUnknown = rule('allow-code-unknown', ({ platform }, report) => {
  const suggest = boundedSuggest(Object.keys(catalogue));
  for (const { code, place } of platform.allowances)
    if (!Object.hasOwn(catalogue, code)) report({ code, suggestion: suggest(code) }, placeUnder(place, 'code'));
});

/** Reports accepted changes with a code that no finding about what runs already has. */
const changeCodeUnknown = rule('change-code-unknown', ({ platform }, report) => {
  const suggest = boundedSuggest(Object.keys(areas.upgrades));
  for (const { code, place } of platform.changes)
    if (!Object.hasOwn(areas.upgrades, code)) report({ code, suggestion: suggest(code) }, placeUnder(place, 'allow'));
});

/** The rules about accepted findings. */
export const allowRules: AreaRules<'allow'> = [allowCodeUnknown, changeCodeUnknown];
