import { distance } from 'fastest-levenshtein';
import { type Input, findingsOf, shop } from '../support/shop';

// Counted, and not timed: a test must not depend on how fast the machine is.
jest.mock('fastest-levenshtein', () => {
  const { distance: real } = jest.requireActual<{ readonly distance: (a: string, b: string) => number }>('fastest-levenshtein');
  return { distance: jest.fn(real) };
});

const amount = 2000;
const names = (prefix: string): string[] => Array.from({ length: amount }, (_, index) => `${prefix}-${index}`);
const byName = (prefix: string, value: unknown): Record<string, unknown> => Object.fromEntries(names(prefix).map((name) => [name, value]));

/** A product with all the services of a registry. */
function many(): Input {
  const registry = Object.fromEntries(
    names('service').map((name, index) => [name, { hostname: name, port: 10_000 + index, layer: 'domain', label: name, routes: [] }]),
  );
  const input = { ...shop(), registry };
  Object.assign(input.manifest, { services: names('service') });
  return input;
}

const cases: readonly (readonly [title: string, code: string, change: (input: Input) => void])[] = [
  [
    'services that the product manifest names and the registry lacks',
    'product-service-unknown',
    ({ manifest }) => Object.assign(manifest, { services: names('servicf') }),
  ],
  [
    'services that the overlay names and the product lacks',
    'overlay-service-unknown',
    ({ overlay }) => Object.assign(overlay, { services: byName('servicf', {}), images: { tag: '1', services: byName('sorvice', {}) } }),
  ],
  ['fields that no entry has', 'unknown-key', ({ registry }) => Object.assign(registry['service-0'] as object, byName('port', 1))],
];

test.each(cases)('thousands of %s are compared with a bounded number of names', (_title, code, change) => {
  const input = many();
  change(input);
  jest.mocked(distance).mockClear();
  const findings = findingsOf(input).filter((finding) => finding.code === code);
  expect(findings.length).toBeGreaterThanOrEqual(amount);
  // Some still have their hint.
  expect(findings.filter(({ args }) => 'suggestion' in args).length).toBeGreaterThan(10);
  expect(jest.mocked(distance).mock.calls.length).toBeLessThan(amount * 200);
});
