import { durationSeconds } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports refresh intervals that are no length of time, or none at all. */
export const secretRefreshInvalid = rule('secret-refresh-invalid', ({ platform: { secretProvider, sources } }, report) => {
  if (secretProvider.provider !== 'external-secrets' || (durationSeconds(secretProvider.refreshInterval) ?? 0) > 0) return;
  report({ interval: secretProvider.refreshInterval }, placeUnder(sources.overlay, 'secrets', 'refreshInterval'));
});
