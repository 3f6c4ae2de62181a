import { parse } from 'yaml';
import { isJson } from '../../model/objects/mappings';
import { plainCredentials } from '../../model/objects/plain-credentials';
import { findingsOf, shop, withValues } from '../support/shop';

/** Each level holds the next one twice: a walk along all paths would take 2^60 steps. */
function doubled(levels: number, end: unknown): unknown {
  let value = end;
  for (let level = 0; level < levels; level++) value = { left: value, right: value };
  return value;
}

test('a value that holds itself is none that JSON can hold, and walks over it end', () => {
  const value = parse('&a\nenv: [*a, { name: API_TOKEN, value: abc123 }]\nmore: { self: *a }\n') as unknown;
  expect(isJson(value)).toBe(false);
  expect(plainCredentials(value, 'Deployment')[0]?.path.slice(-2)).toEqual([1, 'value']);
});

test.each(['overlay.patches', 'registry.orders.patches'])('a patch with a value that holds itself is a finding in %s', (at) => {
  const target = { kind: 'Deployment', name: 'orders' };
  const circle = parse('&a { env: [*a], self: *a }') as unknown;
  const patches = [
    { target, merge: circle },
    { target, jsonPatch: [{ op: 'add', path: '/spec/env', value: circle }] },
  ];
  expect(findingsOf(withValues(shop(), { [at]: patches })).map(({ code }) => code)).toEqual(['patch-invalid', 'patch-invalid']);
});

test('values that stand in many places are walked once', () => {
  expect(isJson(doubled(60, 'end'))).toBe(true);
  expect(isJson(doubled(60, Number.NaN))).toBe(false);
  expect(isJson(doubled(70, 'end'))).toBe(false);
  expect(plainCredentials(doubled(60, 'amqp://app:h5kd8s9f@rabbitmq'), 'Deployment')).not.toEqual([]);
});

test('a credential is found wherever its value stands, also if it stood elsewhere before', () => {
  const value = parse('x: &a { name: API_TOKEN, value: abc123 }\nspec: { env: [*a] }\n') as unknown;
  expect(plainCredentials(value, 'Deployment').map(({ path }) => path)).toEqual([
    ['x', 'value'],
    ['spec', 'env', 0, 'value'],
  ]);
});
