import fc from 'fast-check';
import { credentialInValue, looksLikeCredentialName, redacted } from '../../formats';

/** Pieces that patterns begin with, without the end that they want. */
const hostile = [
  ...[
    'a',
    'eyJ',
    'eyJaaaaaaaa.',
    'a://b:',
    '://',
    '$(',
    '-----BEGIN ',
    '-----BEGIN RSA PRIVATE KEY',
    'AKIA',
    'sk-',
    'sk-1',
    '@',
    ':',
    'a:b@',
    '@a.',
  ],
  ...[
    'a=',
    'a="',
    'a="\\"',
    "a='",
    'password=',
    'Password: ',
    'key=',
    'Basic a',
    'bearer 1',
    '"auth":"',
    '"kty""d":"',
    '$2y$10$',
    '$6$a',
    '$argon2id$',
  ],
  ...[
    'login a password ',
    'a:10:a:b:\n',
    'curl -u ',
    'curl a:',
    'mysql -',
    '-T3BlbkFJ',
    '1:AA',
    '-us',
    '_mmk',
    '.',
    'AzFu',
    '==',
    '1|',
    'a.com/',
  ],
  ...[
    'mattermost',
    'mnemonic: ',
    'abc ',
    '/write?u=a',
    '&p=a',
    'sid=a',
    'live_',
    't1.',
    '00',
    'dp.st.',
    '?a=',
    '&',
    '<a>a',
    '--a a',
    'MHcCAQEEI',
    'a:b@tcp',
    '</',
    ' key="a" value="',
    '"name":"a","value":"',
    '- name: a\n  value: a\n',
    "'a' => '",
    "define('a','",
    'ENV a ',
    'create role a ',
    'CREATE USER a',
    "IDENTIFIED BY '",
    'docker login -',
    'sqlcmd -',
    'user a on ',
    'pass:',
    'a_A1',
    'a_',
    'A-',
    '/hooks/',
    '//a/hooks/',
    '/integrations/v1/',
    'YWFhYTphYWFh',
    '{',
    '<',
    '%',
    'xprv',
    '1//0',
    'token-',
    'pat.',
    'SG.',
  ],
];

describe('credentials', () => {
  test.each([
    'PASSWORD',
    'DB_PASSWORD',
    'PGPASSWORD',
    'MYSQL_PWD',
    'SMTP_PASS',
    'REDIS_PASSWD',
    'SSH_PASSPHRASE',
    'SECRET',
    'JWT_SECRET',
    'CLIENT_SECRET',
    'CLIENTSECRET',
    'NEXTAUTH_SECRET',
    'SECRET_KEY_BASE',
    'TOKEN',
    'AUTH_TOKEN',
    'GITHUB_TOKENS',
    'RESET_TOKEN',
    'API_KEY',
    'APIKEY',
    'API_KEY_1',
    'apiKey',
    'stripeSecretKey',
    'api-key',
    'spring.datasource.password',
    'ENCRYPTION_KEY',
    'PRIVATE_KEY',
    'JWT_PRIVATE_KEY_PEM',
    'AWS_SECRET_ACCESS_KEY',
    'COSMOS_PRIMARY_KEY',
    'JWT',
    'BEARER',
    'SERVICE_CREDENTIALS',
    'SENTRY_DSN',
    'PASSWORD_HASH',
    'KEYCLOAK_CLIENT_SECRET',
    'SITE_KEY_SECRET',
    'JWT_SECRET2',
    'PASSWORD1',
    'TOKEN1',
    'APIKEY2',
    'dbPassword2',
    'SMTP_PASS2',
    'SMTP_PASS_2',
    'STRIPE_KEY2',
  ])('%s names a credential', (name) => expect(looksLikeCredentialName(name)).toBe(true));

  test.each([
    'PORT',
    'NODE_ENV',
    'DATABASE_URL',
    'KEYCLOAK_URL',
    'KEYCLOAK_REALM',
    'MONKEY_COUNT',
    'MONKEY',
    'TURKEY',
    'KEYSPACE',
    'KEYBOARD',
    'COMPASS',
    'BYPASS_CACHE',
    'PASSENGER_LIMIT',
    'PASSPORT_STRATEGY',
    'PASS_THROUGH',
    'TOKENIZER',
    'SECRETARY_EMAIL',
    'CACHE_KEY_PREFIX',
    'REDIS_KEY_PREFIX',
    'TOKEN_TTL',
    'JWT_EXPIRES_IN',
    'JWT_ACCESS_EXPIRATION',
    'PUBLIC_KEY',
    'PUBLIC_KEY_URL',
    'JWT_PUBLIC_KEY',
    'STRIPE_PUBLISHABLE_KEY',
    'RECAPTCHA_SITE_KEY',
    'RABBITMQ_ROUTING_KEY',
    'NEXT_PUBLIC_MAPS_API_KEY',
    'VITE_SENTRY_DSN',
    'PASSWORD_MIN_LENGTH',
    'MIN_PASSWORD_LENGTH',
    'MAX_TOKENS',
    'JWKS_URL',
    'JWT_ISSUER',
    'JWT_AUDIENCE',
    'JWT_ALGORITHM',
    'SECRET_NAME',
    'SECRET_ARN',
    'DB_PASSWORD_FILE',
    'TLS_KEY_PATH',
    'KEY_VAULT_URL',
    'AWS_ACCESS_KEY_ID',
    'ALLOW_EMPTY_PASSWORD',
    'CORS_ALLOW_CREDENTIALS',
    'GOOGLE_APPLICATION_CREDENTIALS',
    'PWD',
    '',
    '___',
    'AUTH0',
    'SHA256',
    'CHUNK_TOKENS2',
    'PRIMARY_KEY2',
    'PASSWORD_LENGTH2',
  ])('%j does not', (name) => expect(looksLikeCredentialName(name)).toBe(false));

  const pem = (kind: string): string => `-----BEGIN ${kind}-----\nMIIE\n-----END ${kind}-----`;

  test.each([
    [pem('PRIVATE KEY'), 'private key'],
    [pem('RSA PRIVATE KEY'), 'private key'],
    [pem('ENCRYPTED PRIVATE KEY'), 'private key'],
    [pem('OPENSSH PRIVATE KEY'), 'private key'],
    [pem('PGP PRIVATE KEY BLOCK'), 'private key'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'JSON Web Token'],
    ['Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.', 'JSON Web Token'],
    ['AKIAIOSFODNN7EXAMPLE', 'access key'],
    ['key=ASIAIOSFODNN7EXAMPLE;', 'access key'],
    [`ghp_${'a1'.repeat(18)}`, 'access key'],
    [`github_pat_${'a1'.repeat(11)}_x`, 'access key'],
    [`sk-${'a1'.repeat(12)}`, 'access key'],
    [`sk_live_${'a1'.repeat(12)}`, 'access key'],
    ['xoxb-123456789012-abcdef', 'access key'],
    ['postgresql://civic:civic_dev@postgres:5432/x', 'password in a URL'],
    ['redis://:hunter2@redis:6379', 'password in a URL'],
    ['amqp://guest:guest@rabbitmq', 'password in a URL'],
    ['postgresql://civic:p@ss@postgres/x', 'password in a URL'],
    ['first http://a:1/ then http://u:p@b/', 'password in a URL'],
    ['jdbc:postgresql://u:p@h/x', 'password in a URL'],
    ['postgresql://$(DB_USER):x$(DB_PASSWORD)@h/x', 'password in a URL'],
    ['postgresql://u:${PW:-civic_dev}@h/x', 'password in a URL'],
    ['svc:hunter2@api.example.com', 'password in a URL'],
    [':hunter2@redis:6379', 'password in a URL'],
    ['svc:p@ss@api.example.com:443/x', 'password in a URL'],
    ['svc:hunter2@10.0.0.1', 'password in a URL'],
    ['https://h/x?api_key=abc', 'secret in the query of a URL'],
    ['https://h/x?a=1&token=abc#top', 'secret in the query of a URL'],
    ['/hook?password=abc', 'secret in the query of a URL'],
    ['jdbc:postgresql://h/x?user=u&password=abc', 'secret in the query of a URL'],
    ['https://h/x?token=&client_secret=abc', 'secret in the query of a URL'],
  ])('%j gives away a %s', (value, kind) => expect(credentialInValue(value)).toBe(kind));

  test.each([
    '',
    'true',
    'http://assessment-roll:4104',
    'http://a:4100/users/x@y.example',
    'http://a:4100?mail=x@y.example',
    'https://user@host/x',
    'postgresql://$(DB_USER):$(DB_PASSWORD)@$(DB_HOST):5432/x',
    'postgresql://civic:${POSTGRES_PASSWORD}@postgres/x',
    'mailto:x@y.example',
    'https://h/x?token=&key=orders&q=password',
    'https://h/x?token=$(TOKEN)&password=${PASSWORD}&secret={secret}',
    'https://h/x?token=<token>&require_token=true&token_ttl=60',
    'postgresql://h/x?sslpassword=/run/secrets/tls',
    'token=abc',
    'a:b@c',
    'civic:$(DB_PASSWORD)@postgres:5432',
    'civic:${POSTGRES_PASSWORD}@db.example.com/x',
    'sip:orders@voice.example.com',
    'acct:orders@social.example.com',
    'npm:left-pad@1.3.0',
    'ghcr.io/acme/owners:1.2.3@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    'owners:1.2@sha256:0123456789012345678901234567890123456789012345678901234567890123',
    'git@github.example.com:acme/owners.git',
    'contact: orders@acme.example.com',
    pem('PUBLIC KEY'),
    pem('CERTIFICATE'),
    'eyJ',
    'heyJude.and.friends',
    'AKIA',
    'AKIAIOSFODNN7EXAMPLES', // one too long
    'task-force-of-some-length-indeed',
    'risk-aaaaaaaaaaaaaaaaaaaaaaaaaa',
  ])('%j gives nothing away', (value) => expect(credentialInValue(value)).toBeUndefined());

  test('any password in front of a host is found, unless it is a place for one', () => {
    const user = fc.stringMatching(/^[a-z0-9_]{0,10}$/);
    const password = fc.stringMatching(/^[^\s"'/?#$@*<>{}%`[\]xX.…]{1,20}$/);
    fc.assert(
      fc.property(user, password, (name, secret) => {
        expect(credentialInValue(`postgresql://${name}:${secret}@db:5432/x`)).toBeDefined();
      }),
    );
  });

  test('what is printed of a pair is its name, also where the value is the same word', () => {
    expect(redacted('<password>password</password>')).toBe('<password>(not shown)</password>');
    expect(redacted('- name: DB_PASSWORD\n  value: hunter2\n')).toBe('- name: DB_PASSWORD\n  value: (not shown)\n');
    expect(redacted("CREATE ROLE login PASSWORD 'login';")).toBe("CREATE ROLE login PASSWORD '(not shown)';");
    expect(redacted('{"a": "Server=db;Password=hunter2;X=1"}')).toBe('{"a": "Server=db;Password=(not shown);X=1"}');
    expect(redacted('docker login -u login -p login ghcr.io')).toBe('docker login -u login -p (not shown) ghcr.io');
  });

  // The work is done inside regular expressions, where only time can be measured. So the test compares the process with itself: its CPU time, the least
  // of five runs, for the same amount of text in short and in long values. In proportion the two are equal; a quadratic pattern takes 16 times as long.
  test('hostile values take time in proportion to their length', () => {
    const timeOf = (length: number): number => {
      const before = process.cpuUsage();
      for (let done = 0; done < 64_000; done += length) {
        for (const unit of hostile) redacted(unit.repeat(Math.ceil(length / unit.length)));
        looksLikeCredentialName('aA_'.repeat(length));
      }
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const least = (length: number): number => Math.min(...Array.from({ length: 5 }, () => timeOf(length)));
    expect(least(8_000) / least(500)).toBeLessThan(4);
  });

  test('also of a megabyte', () => {
    const timeOf = (unit: string, length: number): number => {
      const value = unit.repeat(Math.ceil(length / unit.length));
      const before = process.cpuUsage();
      redacted(value);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    for (const unit of [
      'a',
      'eyJ',
      'a://b:',
      'a="',
      'password=',
      'mattermost',
      'sk-1',
      'YWFhYTphYWFh',
      ':AA',
      '$6$a',
      'curl -u ',
      '<a>a',
      'create role ',
      'a_A1',
      '/hooks/',
    ]) {
      // The larger part is eight times the smaller one; a quadratic pattern takes 64 times as long. Small amounts are a matter of the collector of garbage.
      const small = Math.min(timeOf(unit, 131_072), timeOf(unit, 131_072), timeOf(unit, 131_072));
      expect(timeOf(unit, 1_048_576)).toBeLessThan(Math.max(32 * small, 1_000_000));
    }
  });
});
