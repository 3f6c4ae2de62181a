import fc from 'fast-check';
import { isProbePath, isRoutePath } from '../../formats';

describe('URL paths', () => {
  test.each([
    // text, route, probe
    ['/', true, true],
    ['/api/v1/owners', true, true],
    ['/.well-known/openid', true, true],
    ['/~user/a_b-c.d', true, true],
    ['/...', true, true],
    ['', false, false],
    ['api', false, false],
    ['/api/', false, true],
    ['//', false, false],
    ['//host/x', false, false],
    ['/api//v1', false, true],
    ['/api/./v1', false, true],
    ['/api/..', false, true],
    ['/..', false, true],
    ['/api/v1?x=1', false, true],
    ['/api/v1#x', false, false],
    ['/api/%7Bid%7D', false, true],
    ['/api/%7', false, false],
    ['/api/{id}', false, false],
    ['/api/*', false, true],
    ['/api/(v1|v2)', false, false],
    ['/api v1', false, false],
    ['/api\n', false, false],
    ['/é', false, false],
    ['http://host/api', false, false],
    ['/a;b', false, true],
    ['/a"b', false, false],
    ['/a\\b', false, false],
  ])('%j', (text, route, probe) => expect([isRoutePath(text), isProbePath(text)]).toEqual([route, probe]));

  test('a route is a probe path, and a URL parser leaves it as it is', () => {
    const text = fc.string({ unit: fc.constantFrom('/', '.', 'a', 'Z', '0', '~', '-', '%', '*') }).map((tail) => `/${tail}`);
    fc.assert(
      fc.property(text, (path) => {
        if (!isRoutePath(path)) return;
        expect(isProbePath(path)).toBe(true);
        expect(new URL(`http://host${path}`).pathname).toBe(path);
      }),
      { numRuns: 1000 },
    );
  });
});
