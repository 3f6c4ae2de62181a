import { serverWords } from '../../cli/cluster/server-words';
import type { KubernetesObject } from '../../model';

const value = 'Zq8vN2rT5xW7yB4k';
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'orders' },
  spec: { template: { spec: { containers: [{ name: 'app', env: [{ name: 'DB_PASSWORD', value }] }] } } },
} as never as KubernetesObject;
const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { note: value } } as never as KubernetesObject;

test.each([
  [
    'a field that never changes, without what is in it',
    'The Job "a" is invalid: spec.template: Invalid value: {"metadata":{"name":"a"},"spec":{"b":"c: d"}}: field is immutable\n',
    'spec.template: Invalid value: field is immutable',
  ],
  [
    'several fields',
    'The Deployment "orders" is invalid: \n* spec.a: Required value\n* spec.b: Invalid value: "x y": must be short\n',
    'spec.a: Required value; spec.b: Invalid value: "x y": must be short',
  ],
  [
    'a policy',
    `Error from server (Forbidden): deployments.apps "orders" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'p' denied request: closed\n`,
    `deployments.apps "orders" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'p' denied request: closed`,
  ],
  ['a credential', `error: the value ${value} is too short`, 'the value (not shown) is too short'],
  ['a warning', 'Warning: old\nError from server: no', 'no'],
])('the words of the server about %s', (_title, stderr, said) => {
  expect(serverWords(stderr, deployment)).toBe(said);
});

test('the data of a Secret is not shown', () => {
  expect(serverWords(`error: stringData[note]: Invalid value: "${value}": no`, secret)).not.toContain(value);
});

test('a long answer is cut', () => {
  expect(serverWords(`error: ${'a'.repeat(5000)}`, deployment)).toHaveLength(401);
});
