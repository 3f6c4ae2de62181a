import { inspect } from 'node:util';
import { credentialInValue, redacted } from '../../formats';
import { lettersOf } from '../fixtures/credentials/letters';

const secret = `Tr0u${lettersOf('abcdefghjkmnpqrstuvwxyz23456789ABCDEFGHJKMNPQRSTUVWXYZ')(9)}`;
const url = `postgres://app:${secret}@db:5432/app`;
const login = { host: 'db', user: 'app', password: secret };

/** Texts that hold a credential, in the ways in which formats and programs write a name with a value, or a URL. */
const found: readonly (readonly [of: string, text: string])[] = [
  ['an object as Node prints it', inspect(login)],
  ['an object as Node prints it, a field a line', inspect(login, { breakLength: 1 })],
  ['an object in an object', inspect({ db: login, others: [1, 2] }, { breakLength: 1 })],
  [
    'an instance',
    inspect(
      new (class Login {
        password = secret;
      })(),
    ),
  ],
  ['a value with quotes of one kind', inspect({ password: `it's${secret}` })],
  ['a value with quotes of both kinds', inspect({ password: `it's"${secret}` })],
  ['variables as Node prints them', inspect({ HOME: '/root', DB_PASSWORD: secret, PATH: '/bin' }, { breakLength: 1 })],
  ['a URL object', inspect(new URL(url.replace('postgres', 'http')))],
  ['a Map', inspect(new Map([['password', secret]]))],
  ['a mapping of YAML on one line', `db: {user: app, password: ${secret}}`],
  ['a mapping of YAML alone', `{user: app, password: ${secret}}`],
  ['a mapping of YAML in a list', `- {password: ${secret}, user: app}`],
  ['an object of JavaScript', `module.exports = { user: "app", password: "${secret}" };`],
  ['an object of JavaScript with a short value', `{ password: 'hunter2' }`],
  ['many blanks before the sign', `password                    = ${secret}`],
  ['many blanks behind the sign', `password =                    ${secret}`],
  ['a block of YAML', `db:\n  password: >-\n    ${secret}\n  user: app\n`],
  ['a block of YAML that keeps its lines', `password: |\n  ${secret}\n`],
  ['a value on the next line', `password:\n  ${secret}\n`],
  ['slashes that JSON escapes', JSON.stringify({ url }).replaceAll('/', String.raw`\/`)],
  ['slashes in the syntax of Unicode', JSON.stringify({ url }).replaceAll('/', String.raw`\u002f`)],
  ['a URL in a URL', encodeURIComponent(url)],
  ['a URL in the query of a URL', `https://a.example/login?next=${encodeURIComponent(url)}`],
  ['a URL in a URL in small letters', encodeURIComponent(url).toLowerCase().replace(secret.toLowerCase(), secret)],
  ['a header of nginx', `proxy_set_header X-Api-Key "${secret}abcdef1234567890";`],
  ['a parameter of nginx', `fastcgi_param DB_PASSWORD ${secret};`],
  ['a header of HAProxy', `http-request set-header X-Api-Key ${secret}`],
  ['a line of OpenLDAP', `rootdn cn=admin\nrootpw ${secret}\n`],
  ['a list of users of PgBouncer', `"app" "${secret}"\n"admin" "${secret}"\n`],
  ['a long password in a URL', `postgres://app:${secret.repeat(500)}@db/app`],
  ['a long password in a text', `password="${secret.repeat(500)}"`],
  [
    'Base64 in lines',
    Buffer.from(`${'#'.padEnd(35, 'x')}\n${url} and more text behind it\n`)
      .toString('base64')
      .replaceAll(/.{76}/g, '$&\n'),
  ],
];

/** Texts of the same forms without one. */
const harmless: readonly string[] = [
  '{ user: string, password: string }',
  '{ password: password, token: cfg.token }',
  'const { password: secret1 } = process.env;',
  'type Login = { password: string; token?: string }',
  '{ password: process.env.DB_PASSWORD }',
  '{password: $PASSWORD, token: ${TOKEN}}',
  "{ passwordFile: '/run/secrets/db' }",
  '{ password: [hidden], user: app }',
  "{ tokenTtl: '3600s', secretName: 'db-login-2' }",
  'password:\n  secretKeyRef: {name: db, key: password}\n',
  'password:\n  minLength: 8\n',
  'password: |\n  {{ .password }}\n',
  'proxy_set_header Authorization $http_authorization;',
  'proxy_set_header X-Api-Key $http_x_api_key;',
  'fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;',
  '"en" "English"\nother = 1',
  String.raw`{"url":"https:\/\/a.example\/docs"}`,
  'https%3A%2F%2Fa.example%2Fdocs%3Fpage%3D2',
  'mailto%3Aowner%40example.net',
  'the password: it must have 8 characters',
  'error: { code: 401, message: "the token: is invalid" }',
  '- {name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}',
];

describe('credentials in texts', () => {
  test.each(found)('are found and taken out: %s', (_of, text) => {
    expect(credentialInValue(text)).toBeDefined();
    for (const piece of [secret, 'hunter2', 'Tr0u', Buffer.from(url).toString('base64').slice(0, 20)])
      expect(redacted(text)).not.toContain(piece);
  });

  test.each(harmless)('harmless: %j', (text) => {
    expect(credentialInValue(text)).toBeUndefined();
    expect(redacted(text)).toBe(text);
  });
});
