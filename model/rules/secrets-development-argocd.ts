import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports development Secrets in Argo CD delivery, which never sees them. */
export const secretsDevelopmentArgocd = rule('secrets-development-argocd', ({ platform }, report) => {
  const { secretProvider, development, delivery, sources } = platform;
  if (secretProvider.provider === 'development' && development && delivery === 'argocd')
    report({}, placeUnder(sources.overlay, 'delivery'));
});
