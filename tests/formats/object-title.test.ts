import { isObjectTitle } from '../../formats';

test.each([
  'StatefulSet/postgres',
  'PersistentVolumeClaim/data-postgres-0',
  'CustomResourceDefinition/databases.postgresql.cnpg.io',
  'RoleBinding/system:readers',
  'ClusterRole/Acme:Reader_1',
])('%s names an object', (title) => {
  expect(isObjectTitle(title)).toBe(true);
});

test.each([
  '',
  'postgres',
  'statefulset/postgres',
  'StatefulSet/',
  'StatefulSet/Postgres',
  'StatefulSet/a:b',
  'StatefulSet/a b',
  'StatefulSet/a/b',
  'Role/a/b',
  'Role/',
  'MyRole/A',
  `StatefulSet/${'a'.repeat(400)}`,
])('%j names none', (title) => {
  expect(isObjectTitle(title)).toBe(false);
});
