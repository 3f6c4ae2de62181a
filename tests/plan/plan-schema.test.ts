import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020';
import type { Plan } from '../../plan';
import { planRecord, planSchema } from '../../reports';
import { consequenceFixtures, quietChanges } from '../fixtures/consequences';
import { upgradeFixtures } from '../fixtures/rules/upgrades';
import { planOf } from './support';

const ajv = new Ajv({ strict: true, strictTypes: true, allowUnionTypes: true, allErrors: true });
const validate = ajv.compile(planSchema);

/** As a program reads it. */
const recordOf = (plans: readonly Plan[]): unknown =>
  JSON.parse(
    JSON.stringify(
      planRecord(
        plans,
        plans.flatMap(({ others }) => others),
        'HEAD',
        () => undefined,
      ),
    ),
  );
const errorsOf = (record: unknown): unknown => (validate(record) ? [] : validate.errors);

describe('the JSON Schema of a plan', () => {
  test('is the one that the package has', () => {
    const file = path.resolve(__dirname, '../../docs/schemas/plan-1.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(planSchema)));
  });

  test('holds for the plan of every fixture', () => {
    for (const fixture of [...upgradeFixtures, ...consequenceFixtures, ...quietChanges])
      expect([fixture.title, errorsOf(recordOf([planOf(fixture)]))]).toEqual([fixture.title, []]);
  });

  test('has every field that a plan has, so that none is undocumented', () => {
    // A copy that allows no other fields.
    const closed = new Ajv({ strict: true, allowUnionTypes: true }).compile(
      JSON.parse(JSON.stringify(planSchema).replaceAll('"additionalProperties":true', '"additionalProperties":false')) as object,
    );
    const plans = [...upgradeFixtures, ...consequenceFixtures].map(planOf);
    expect([closed(recordOf(plans)), closed.errors]).toEqual([true, null]);
  });

  const valid = recordOf([planOf(consequenceFixtures[0]!)]) as { version: number; plans: Record<string, unknown>[] };

  test.each([
    ['another version', { ...valid, version: 2 }],
    ['no plans', { version: 1, against: 'HEAD', left: [] }],
    ['an unknown verdict', { ...valid, plans: [{ ...valid.plans[0], verdict: 'fine' }] }],
    [
      'a reason without a place',
      { ...valid, plans: [{ ...valid.plans[0], others: [{ verdict: 'applies', code: 'a', severity: 'error' }] }] },
    ],
    [
      'a field that is undefined',
      { ...valid, plans: [{ ...valid.plans[0], steps: [{ object: {}, changes: [{ path: 'a', from: '1' }] }] }] },
    ],
  ])('refuses %s', (_title, record) => {
    expect(errorsOf(valid)).toEqual([]);
    expect(errorsOf(record)).not.toEqual([]);
  });
});
