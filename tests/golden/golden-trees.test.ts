import { buildApp } from '../../constructs';
import { type ManifestFile, renderFiles } from '../../output';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { expectGoldenTree } from '../support/golden';
import { compiledOf, errorsOf } from '../support/platform';

function render(input: (typeof goldenPlatforms)[string]): ReturnType<typeof renderFiles> {
  const app = buildApp(compiledOf(input), { write: () => undefined });
  return renderFiles(app.render() as unknown as ManifestFile[], app.renderTexts());
}

describe('golden trees', () => {
  test.each(Object.entries(goldenPlatforms))('%s', (name, input) => {
    expectGoldenTree(name, render(input));
  });

  test.each(Object.entries(goldenPlatforms))('%s is a platform that `check` lets pass', (_, input) => {
    expect(errorsOf(input)).toEqual([]);
  });
});

describe('determinism (D9.7)', () => {
  test.each(Object.entries(goldenPlatforms))('%s: the order of keys changes nothing', (_, input) => {
    const reversed = { ...input, services: reverseKeys(input.services) };
    expect(render(reversed)).toEqual(render(input));
  });

  test('the same input gives the same bytes twice', () => {
    const input = goldenPlatforms['everything-dev'];
    expect(input && render(input)).toEqual(input && render(input));
  });
});

function reverseKeys<T>(value: T): T {
  if (Array.isArray(value) || value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reverseKeys(inner)]),
  ) as T;
}
