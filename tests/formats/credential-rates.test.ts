import { credentialInValue, isCredentialUnder } from '../../formats';
import { encoded, hex, mixed } from '../fixtures/credentials/letters';
import { credentialNames, harmlessNames } from '../fixtures/credentials/names';
import { otherCredentialValues, otherHarmlessValues } from '../fixtures/credentials/other-values';
import { credentialValues, harmlessValues } from '../fixtures/credentials/values';

/** The rates, which are printed, with those that the detection has to keep. */
const rates = [
  {
    of: 'values that have a form',
    all: credentialValues,
    isFound: (value: string) => credentialInValue(value) !== undefined,
    least: 0.95,
    most: 1,
    size: 170,
  },
  {
    of: 'values of another corpus, of which half was kept back',
    all: otherCredentialValues,
    isFound: (value: string) => credentialInValue(value) !== undefined,
    least: 0.95,
    most: 1,
    size: 180,
  },
  {
    of: 'names',
    all: credentialNames,
    isFound: (name: string) => isCredentialUnder(name, 'correct-horse'),
    least: 0.9,
    most: 1,
    size: 140,
  },
  {
    of: 'harmless values',
    all: harmlessValues,
    isFound: (value: string) => credentialInValue(value) !== undefined,
    least: 0,
    most: 0.02,
    size: 100,
  },
  {
    of: 'harmless values of another corpus',
    all: otherHarmlessValues,
    isFound: (value: string) => credentialInValue(value) !== undefined,
    least: 0,
    most: 0.02,
    size: 110,
  },
  {
    of: 'harmless names',
    all: harmlessNames,
    isFound: (name: string) => isCredentialUnder(name, 'some-value'),
    least: 0,
    most: 0.02,
    size: 150,
  },
];

describe('the rates of the detection of credentials', () => {
  test.each(rates)('$of: at least $least, at most $most', ({ of, all, isFound, least, most, size }) => {
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(size);
    const found = all.filter(isFound);
    const wrong = least > 0 ? all.filter((each) => !isFound(each)) : found;
    process.stdout.write(`  ${of}: ${found.length} of ${all.length} refused${wrong.length > 0 ? `; wrong: ${wrong.join(' | ')}` : ''}\n`);
    expect(found.length / all.length).toBeGreaterThanOrEqual(least);
    expect(found.length / all.length).toBeLessThanOrEqual(most);
  });

  test('a name that may mean a credential is judged by its value', () => {
    const random = 'q8Zx3Lm0Vt7Rk2Wd9Ys4'.repeat(2);
    expect(isCredentialUnder('S3_KEY', random)).toBe(true);
    expect(isCredentialUnder('PRIMARY_KEY', random)).toBe(true);
    expect(isCredentialUnder('S3_KEY', 'uploads/2026/11/report.pdf')).toBe(false);
    expect(isCredentialUnder('PRIMARY_KEY', 'order_id')).toBe(false);
    expect(isCredentialUnder('TOKEN_TTL', random)).toBe(false);
    expect(isCredentialUnder('KUBECONFIG', '/etc/kubernetes/config')).toBe(false);
    expect(isCredentialUnder('DB_PASSWORD', '$(DB_PASSWORD)')).toBe(false);
    expect(isCredentialUnder('MAX_NEW_TOKENS', '4096')).toBe(false);
    expect(isCredentialUnder('JOIN_KEY', random)).toBe(true);
    expect(isCredentialUnder('JOIN_KEY', 'order_id')).toBe(false);
    expect(isCredentialUnder('MYSQL_RANDOM_ROOT_PASSWORD', '1')).toBe(false);
    expect(isCredentialUnder('MYSQL_ROOT_PASSWORD', 'correct-horse')).toBe(true);
  });

  test('what everybody may have is none, though it is as random as what is secret', () => {
    const random = 'q8Zx3Lm0Vt7Rk2Wd9Ys4'.repeat(2);
    for (const name of harmlessNames.filter((each) => /PUBLIC|PUBLISHABLE|SITE_KEY|ANON/.test(each)))
      expect([name, isCredentialUnder(name, random)]).toEqual([name, false]);
    const claimsOf = (role: string): string =>
      `eyJhbGciOiJIUzI1NiJ9.${encoded(`{"iss":"supabase","role":"${role}"}`).replace(/=+$/, '')}.${mixed(43)}`;
    const dsn = (login: string, host = 'o561173.ingest.us.sentry.io'): string => `https://${login}@${host}/5697727`;
    const open: readonly (readonly [string, string])[] = [
      ['SENTRY_DSN', dsn(hex(32))],
      ['SENTRY_DSN', dsn(hex(32), 'sentry.acme.example:9000')],
      ['POSTHOG_KEY', `phc_${mixed(43)}`],
      ['STRIPE_KEY', `pk_live_${mixed(24)}`],
      ['CLERK_KEY', `pk_test_${mixed(32)}`],
      ['MAPBOX_TOKEN', `pk.eyJ${mixed(60)}.${mixed(22)}`],
      ['SUPABASE_KEY', `sb_publishable_${mixed(22)}_${mixed(8)}`],
      ['SUPABASE_ANON_KEY', claimsOf('anon')],
    ];
    for (const [name, value] of open)
      expect([name, isCredentialUnder(name, value), credentialInValue(value)]).toEqual([name, false, undefined]);
    const closed: readonly (readonly [string, string])[] = [
      ['SENTRY_DSN', dsn(`${hex(32)}:${hex(32)}`)],
      ['SENTRY_DSN', dsn(hex(32), 'db.acme.example')],
      ['DSN', 'postgres://db'],
      ['STRIPE_KEY', `sk_live_${mixed(24)}`],
      ['VAPID_PRIVATE_KEY', random],
      ['SUPABASE_SERVICE_ROLE_KEY', claimsOf('service_role')],
    ];
    for (const [name, value] of closed)
      expect([name, isCredentialUnder(name, value) || credentialInValue(value) !== undefined]).toEqual([name, true]);
  });

  test('the words of a wallet are found by their name, and words in prose are none', () => {
    for (const count of [12, 24]) {
      const words = Array.from({ length: count }, (_, index) => ['absorb', 'canyon', 'drift', 'lunar', 'velvet'][index % 5]!).join(' ');
      for (const text of [`MNEMONIC="${words}"`, `mnemonic: ${words}`, `{"seedPhrase":"${words}"}`, `recovery words: ${words}`])
        expect(credentialInValue(text)).toBe('private key');
      expect(isCredentialUnder('WALLET_WORDS', words)).toBe(true);
      expect(credentialInValue(words)).toBeUndefined();
      expect(credentialInValue(`it prints a phrase: ${words}`)).toBeUndefined();
    }
    expect(credentialInValue('mnemonic: see the words of the wallet')).toBeUndefined();
  });
});
