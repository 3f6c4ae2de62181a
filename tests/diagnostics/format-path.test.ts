import { formatPath } from '../../diagnostics';

test.each([
  [[], ''],
  [['tax-billing-instalment', 'routes', 1], 'tax-billing-instalment.routes[1]'],
  [['services', 'a.b', 'port'], 'services["a.b"].port'],
  [['a b'], '["a b"]'],
  [[0, 'x', 2, 3], '[0].x[2][3]'],
  [['env', '1st'], 'env["1st"]'],
  [['env', ''], 'env[""]'],
  [['env', 'say "x"'], 'env["say \\"x\\""]'],
  [['env', 'a\nb'], 'env["a\\nb"]'],
  [['env', 'https://shop:hunter2@acme.example/a'], 'env["https://acme.example/a"]'],
  [['env', 'é'], 'env["é"]'],
])('%j is %j', (path, expected) => expect(formatPath(path)).toBe(expected));
