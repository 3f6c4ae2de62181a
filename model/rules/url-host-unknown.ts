import { rule } from './rule';

/** Reports URLs whose host would be in the namespace, where there is nothing of that name. */
export const urlHostUnknown = rule('url-host-unknown', ({ platform, urlFacts, suggestHost }, report) => {
  for (const { variable, target } of urlFacts.urls) {
    if (target.kind !== 'unknown' && target.kind !== 'left-out') continue;
    const outside = target.kind === 'left-out';
    const suggestion = outside ? undefined : suggestHost(target.name);
    report({ variable: variable.name, host: target.name, outside, product: platform.product, suggestion }, variable.origin.place);
  }
});
