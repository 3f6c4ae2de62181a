import { type ChangedAnswer, changedAnswers, type Dialect } from '../../../model/route-table';
import { table } from './support';

const shop = ['web: /', 'owners: /api/v1/owners', 'bills: /api/v1/bills', 'login: =/login'] as const;

test.each<{ why: string; before: readonly string[]; after: readonly string[]; dialect?: Dialect; found: readonly string[] }>([
  { why: 'nothing changes', before: shop, after: shop, found: [] },
  { why: 'a route is new', before: shop, after: [...shop, 'more: /api/v2'], found: ['taken: GET /api/v2 from web to more'] },
  {
    why: 'a route is gone, and the catch-all takes its requests',
    before: shop,
    after: shop.filter((text) => !text.startsWith('owners')),
    found: ['fell: GET /api/v1/owners from owners to web'],
  },
  {
    why: 'a route is gone, and nobody takes its requests',
    before: shop.slice(1),
    after: shop.slice(2),
    found: ['lost: GET /api/v1/owners from owners to 404'],
  },
  {
    why: 'a route leads to another backend',
    before: shop,
    after: ['web: /', 'owners: /api/v1/owners', 'owners: /api/v1/bills', 'login: =/login'],
    found: ['moved: GET /api/v1/bills from bills to owners'],
  },
  {
    why: 'a prefix becomes an exact path',
    before: shop,
    after: [...shop.slice(0, 2), 'bills: =/api/v1/bills', shop[3]],
    found: ['fell: GET /api/v1/bills/7 from bills to web'],
  },
  {
    why: 'a route keeps its backend under a shorter path',
    before: shop,
    after: ['web: /', 'owners: /api', shop[2], shop[3]],
    found: ['taken: GET /api from web to owners'],
  },
  {
    why: 'a route is of fewer methods',
    before: ['web: /', 'a: /a'],
    after: ['web: /', 'a: GET /a'],
    found: ['fell: POST /a from a to web'],
  },
  { why: 'the controller has no methods', before: ['web: /', 'a: /a'], after: ['web: /', 'a: GET /a'], dialect: 'ingress', found: [] },
])('$why', ({ before, after, dialect = 'gateway', found }) => {
  const changes = changedAnswers(table(...before), table(...after), dialect);
  expect(
    changes.map(
      ({ change, request, before: from, after: to }: ChangedAnswer) =>
        `${change}: ${request.method} ${request.path} from ${from.backend} to ${to?.backend ?? 404}`,
    ),
  ).toEqual(found);
});
