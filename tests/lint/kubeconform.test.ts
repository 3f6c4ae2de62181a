import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { distTrees } from '../support/lint/trees';
import { conformity, newSchemaFolder } from './support/kubeconform';
import { writeCustomResourceSchemas, writeKubernetesSchemas } from './support/schemas';
import { describeWithTools } from './support/tools';

/** Where the definitions of the custom resources that we emit are. */
const ownDefinitions = path.resolve(__dirname, '../../imports/crds');

describeWithTools('kubeconform', (tools) => {
  const schemas = newSchemaFolder();

  beforeAll(() => {
    expect(writeKubernetesSchemas(tools.openApi, schemas)).toBeGreaterThan(60);
    const files = existsSync(ownDefinitions) ? readdirSync(ownDefinitions).filter((file) => file.endsWith('.yaml')) : [];
    for (const file of files) writeCustomResourceSchemas(path.join(ownDefinitions, file), schemas);
  });

  const trees = distTrees();

  test('has trees to accept', () => {
    expect(trees.length).toBeGreaterThanOrEqual(9);
  });

  test.each(trees.map((tree) => [tree.title, tree] as const))('accepts everything in %s', (_, { directory, objects }) => {
    expect(conformity(tools, schemas, [directory])).toEqual({ valid: objects.length, problems: [] });
  });

  test.each([
    ['a field that the API does not know', 'spec: {type: ClusterIP, selektor: {a: b}}', /selektor/],
    ['a value of another type', 'spec: {ports: [{port: "80"}]}', /got string, want integer|expected integer/],
  ])('refuses %s', (_, spec, message) => {
    const { valid, problems } = conformity(tools, schemas, `apiVersion: v1\nkind: Service\nmetadata: {name: owners}\n${spec}\n`);
    expect(valid).toBe(0);
    expect(problems.join()).toMatch(message);
  });

  test('refuses a kind without a schema', () => {
    expect(conformity(tools, schemas, 'apiVersion: example.com/v1\nkind: Parcel\nmetadata: {name: owners}\n').problems.join()).toMatch(
      /could not find schema/,
    );
  });

  describe('given a CustomResourceDefinition', () => {
    const own = newSchemaFolder();
    const parcel = (spec: string): string =>
      `apiVersion: example.com/v1\nkind: Parcel\nmetadata: {name: owners, labels: {a: b}}\nspec: ${spec}\n`;

    beforeAll(() => {
      const directory = mkdtempSync(path.join(os.tmpdir(), 'cadastre-crd-'));
      const file = path.join(directory, 'parcels.yaml');
      writeFileSync(file, parcelDefinition);
      expect(writeCustomResourceSchemas(file, own)).toEqual(['example.com/v1 Parcel']);
      rmSync(directory, { recursive: true });
    });

    test('accepts its kind', () => {
      expect(conformity(tools, own, parcel('{area: 12, anything: {goes: here}}'))).toEqual({ valid: 1, problems: [] });
    });

    test.each(['{area: wide}', '{aera: 12}', '{}'])('refuses %s', (spec) => {
      expect(conformity(tools, own, parcel(spec)).problems).toHaveLength(1);
    });
  });
});

const parcelDefinition = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: parcels.example.com}
spec:
  group: example.com
  names: {kind: Parcel, plural: parcels}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [area]
              properties:
                area: {x-kubernetes-int-or-string: true, pattern: '^[0-9]+$'}
                anything: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {}}
`;
