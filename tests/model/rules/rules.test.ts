import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Area, areas, catalogue } from '../../../diagnostics';
import { rules } from '../../../model/rules';
import type { Rule } from '../../../model/rules/rule';
import { quietFixtures, ruleFixtures, type RuleFixture, secretValue } from '../../fixtures/rules';
import { patchedFixtures } from '../../fixtures/rules/patched';
import { consequenceFixtures } from '../../fixtures/consequences';
import { upgradeFixtures } from '../../fixtures/rules/upgrades';
import { readingFixtures } from '../../fixtures/rules/reading';
import { files, findingsOf, type Input, placeOf, shop, withValues } from '../../support/shop';
import { wordingOf } from '../../support/wording';

function inputOf({ of = 'dev', set }: Pick<RuleFixture, 'of' | 'set'>): Input {
  return withValues(shop(of), set);
}

describe('the clean shop', () => {
  test.each(['dev', 'prod'] as const)('has no findings in %s', (environment) => {
    expect(findingsOf(shop(environment))).toEqual([]);
  });

  test.each(quietFixtures.map((fixture) => [fixture.title, fixture] as const))('stays clean with %s', (_title, fixture) => {
    expect(findingsOf(inputOf(fixture))).toEqual([]);
  });
});

const named = ruleFixtures.map(
  (fixture) => [fixture.title === undefined ? fixture.code : `${fixture.code}: ${fixture.title}`, fixture] as const,
);

describe.each(named)('%s', (_name, fixture) => {
  const findings = findingsOf(inputOf(fixture), fixture.environment);
  const own = findings.filter(({ code }) => code === fixture.code);

  test('fires where it should, and nothing else fires', () => {
    const others = new Set(findings.filter(({ code }) => code !== fixture.code).map(({ code }) => code));
    expect([...others].sort()).toEqual([...(fixture.also ?? [])].sort());
    expect(own.map(({ at }) => at)).toEqual(fixture.at.map(placeOf));
    expect(own.map(({ severity }) => severity)).toEqual(fixture.at.map(() => fixture.severity ?? 'error'));
  });

  test('says what is wrong and what to do, and no credential', () => {
    for (const said of fixture.says ?? []) expect(wordingOf(own[0]!).text).toContain(said);
    for (const finding of findings) {
      const { message, help, text } = wordingOf(finding);
      expect(message).toMatch(/^[^\n]+[^\n.]$/);
      expect(help).toMatch(/^[^\n]{3,}[^\n.]$/);
      expect(text).not.toMatch(/undefined|NaN|\[object/);
      expect(JSON.stringify(finding) + text).not.toContain(secretValue);
    }
  });
});

describe('the catalogue', () => {
  test('has a fixture for every code, here, with the reading of files, with what is built or with what was applied before', () => {
    const fixed = new Set<string>([
      ...ruleFixtures.map(({ code }) => code),
      ...readingFixtures.map(({ code }) => code),
      ...patchedFixtures.map(({ code }) => code),
      ...upgradeFixtures.map(({ code }) => code),
      ...consequenceFixtures.map(({ code }) => code),
      // tests/cli/against.test.ts has those that need manifests of before.
      'upgrade-before-unreadable',
      'upgrade-tree-left',
      'change-expired',
      // tests/model/previews.test.ts has those that need the parameters of a run.
      'preview-number-missing',
      'preview-number-invalid',
      'preview-parameter-unused',
      // tests/cli/left-out.test.ts and encoding.test.ts have those that need links and bytes.
      'file-unreadable',
      'file-encoding',
      'product-unread',
      // tests/cli/registry-process.test.ts has those that are about limits.
      'registry-time',
      'registry-memory',
      // tests/model/object-sizes.test.ts
      'object-too-large',
      // tests/model/across/differing-routes.test.ts
      'route-target-differs',
      // tests/cli/robustness.test.ts
      'file-nested',
    ]);
    expect(Object.keys(catalogue).filter((code) => !fixed.has(code))).toEqual([]);
  });

  test('has each code in one area', () => {
    const codes = Object.values(areas).flatMap((entries) => Object.keys(entries));
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  test.each(Object.entries(catalogue))('explains %s', (code, { title, explanation }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(title).toMatch(/^[a-z`].*[^.]$/);
    expect(explanation).toMatch(/^[A-Z`].*\.$/s);
  });
});

describe('the rules', () => {
  const folder = join(__dirname, '../../../model/rules');

  const named = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !['context.ts', 'index.ts', 'rule.ts'].includes(file))
    .map((file) => file.replace(/\.ts$/, ''));

  test.each(named)('about %s have their wording in the same area', (area) => {
    const [list, ...others] = Object.values(jest.requireActual<Record<string, readonly Rule[]>>(join(folder, area)));
    expect(others).toEqual([]);
    expect(Object.keys(areas[area as Area])).toEqual(expect.arrayContaining(list!.map(({ code }) => code)));
    expect(rules).toEqual(expect.arrayContaining([...list!]));
  });

  test.each(named)('about %s have their fixtures in the same area', (area) => {
    const { [`${camelCase(area)}Fixtures`]: fixtures = [] } = jest.requireActual<Record<string, readonly RuleFixture[]>>(
      join(__dirname, '../../fixtures/rules', area),
    );
    expect(fixtures.length).toBeGreaterThan(0);
    expect(ruleFixtures.filter(({ code }) => code in areas[area as Area])).toEqual(fixtures);
  });

  test('report different codes', () => {
    const codes = rules.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)]);
  });

  test('say each finding of a shared spot once', () => {
    const findings = findingsOf(
      withValues(shop(), { 'manifest.defaults.all': { env: { API_TOKEN: secretValue, SEARCH_URL: 'http://localhost:9200' } } }),
    );
    expect(findings.map(({ code, at }) => [code, at.file])).toEqual([
      ['secret-literal', files.manifest],
      ['url-localhost', files.manifest],
    ]);
  });
});

function camelCase(area: string): string {
  return area.replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());
}
