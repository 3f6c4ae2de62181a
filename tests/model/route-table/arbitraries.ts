import fc from 'fast-check';
import type { TableRequest, TableRoute } from '../../../model/route-table';

const segment = fc.constantFrom('a', 'ab', 'abc', 'b', 's', 'x', 'xs', '7', 'api', 'v1', 'authors', 'auth');
const path = fc.array(segment, { maxLength: 3 }).map((segments) => `/${segments.join('/')}`);
const method = fc.constantFrom('GET', 'POST', 'DELETE');
const routeHost = fc.constantFrom('', 'example.com', 'a.example.com', 'www.a.example.com', '*.example.com', '*.a.example.com');
const requestHost = fc.constantFrom(
  'example.com',
  'a.example.com',
  'b.example.com',
  'www.a.example.com',
  'x.y.a.example.com',
  'a.b.example.com',
  'other.org',
);

/** Routes whose paths and hosts are near each other. Half of the tables have one host alone, as most products. */
export const routes: fc.Arbitrary<TableRoute[]> = fc.boolean().chain((oneHost) =>
  fc
    .array(
      fc.record({
        backend: fc.constantFrom('web', 'auth', 'authors'),
        host: oneHost ? fc.constant('') : routeHost,
        path,
        match: fc.constantFrom('prefix' as const, 'prefix' as const, 'exact' as const),
        methods: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, fc.uniqueArray(method, { minLength: 1 })),
      }),
      { maxLength: 8 },
    )
    .map((found) => found.map((route, index) => ({ id: String(index), ...route }))),
);

/** Requests whose paths every proxy reads alike. */
export const requests: fc.Arbitrary<TableRequest> = fc.record({
  method: fc.oneof(method, fc.constant('PUT')),
  host: requestHost,
  path: fc.tuple(path, fc.constantFrom('', '', '/', 's', '7')).map(([start, end]) => (start === '/' && end === '/' ? '/' : start + end)),
});
