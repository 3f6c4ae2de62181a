import { type Candidate, candidates, type Dialect, type Reason } from '../../../model/route-table';
import { request, table } from './support';

const shop = table(
  'web: /',
  'api: GET,POST example.com/api',
  'read: GET example.com/api',
  'auth: example.com/api/v1/auth',
  'exact-path: example.com=/api/v1',
  'admin: admin.example.com/api',
  'wild: *.com/api/v1/authors',
);

/** The candidates in one line each. */
const lines = (text: string, dialect: Dialect): string[] =>
  candidates(shop, request(text), dialect).map(
    ({ route: { backend }, verdict, reason }: Candidate) => `${backend} ${verdict}: ${reason satisfies Reason}`,
  );

test.each<{ request: string; dialect: Dialect; found: readonly string[] }>([
  {
    request: 'GET /api/v1/authors',
    dialect: 'gateway',
    found: [
      'api answers: table-order',
      'read loses: table-order',
      'wild loses: host',
      'web loses: host',
      'auth does-not-match: within-segment',
      'exact-path does-not-match: exact-only',
      'admin does-not-match: another-host',
    ],
  },
  {
    request: 'POST /api',
    dialect: 'gateway',
    found: ['api answers: host', 'web loses: host', 'read does-not-match: another-method', 'admin does-not-match: another-host'],
  },
  {
    request: 'PUT /api/v1',
    dialect: 'nginx',
    found: [
      'exact-path answers: alone',
      'api does-not-match: another-method',
      'read does-not-match: another-method',
      'admin does-not-match: another-host',
      'web does-not-match: host-taken',
    ],
  },
  {
    request: 'GET /api/v1/authors',
    dialect: 'traefik',
    found: [
      'wild answers: longer-rule',
      'auth loses: longer-rule',
      'api loses: longer-rule',
      'read loses: longer-rule',
      'web loses: longer-rule',
      'exact-path does-not-match: exact-only',
      'admin does-not-match: another-host',
    ],
  },
  { request: 'GET /%zz', dialect: 'nginx', found: [] },
])('the candidates of $request on $dialect', ({ request: text, dialect, found }) => {
  expect(lines(text, dialect)).toEqual(found);
});
