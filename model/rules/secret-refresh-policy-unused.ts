import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports a refresh policy where no generator makes anything. */
export const secretRefreshPolicyUnused = rule('secret-refresh-policy-unused', ({ platform: { secretProvider, sources } }, report) => {
  if (secretProvider.provider !== 'external-secrets') return;
  const { passwords, refreshPolicy } = secretProvider;
  if (passwords !== 'generator' && refreshPolicy !== 'CreatedOnce')
    report({ refreshPolicy, passwords }, { ...placeUnder(sources.overlay, 'secrets', 'refreshPolicy'), key: true });
});
