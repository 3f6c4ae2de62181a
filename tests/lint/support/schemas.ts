import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';

/** A node of a JSON schema, or of the OpenAPI dialect of it. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[];
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly [keyword: string]: unknown;
}

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** What `--schema-location` says about the files that the functions here write. */
export const schemaLocation = (directory: string): string => path.join(directory, '{{ .ResourceKind }}{{ .KindSuffix }}.json');

const quantity = 'io.k8s.apimachinery.pkg.api.resource.Quantity';

/**
 * Writes a schema for each kind of an OpenAPI document (version 2) of Kubernetes, in which a field that the API does not know is refused.
 * @returns how many kinds there are
 */
export function writeKubernetesSchemas(openApi: string, directory: string): number {
  const { definitions } = JSON.parse(readFileSync(openApi, 'utf8')) as { definitions: Record<string, Schema> };
  const strict = Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => [
      name,
      name === quantity ? { type: ['string', 'number'] } : strictSchema(definition),
    ]),
  );
  // All kinds refer to one file: each of them by itself would be larger than what it is checked against.
  writeFileSync(path.join(directory, 'definitions.json'), JSON.stringify({ definitions: strict }));
  let kinds = 0;
  for (const [name, { 'x-kubernetes-group-version-kind': kind, properties }] of Object.entries(definitions)) {
    if (kind?.length !== 1 || kind[0] === undefined || properties?.['metadata'] === undefined) continue;
    writeKind(directory, kind[0], { $ref: `definitions.json#/definitions/${name}` });
    kinds += 1;
  }
  return kinds;
}

/**
 * Writes a schema for each served version of the CustomResourceDefinitions in a YAML file.
 * @returns the kinds, as `group/version Kind`
 */
export function writeCustomResourceSchemas(file: string, directory: string): string[] {
  const definitions = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as CustomResourceDefinition | null);
  return definitions.flatMap((definition) => {
    if (definition?.kind !== 'CustomResourceDefinition') return [];
    const { group, names, versions } = definition.spec;
    return versions.map(({ name: version, schema }) => {
      const { properties, ...root } = schema.openAPIV3Schema;
      const complete = {
        ...root,
        type: 'object',
        properties: {
          apiVersion: { type: 'string' },
          kind: { type: 'string' },
          ...properties,
          metadata: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        },
      };
      writeKind(directory, { group, version, kind: names.kind }, strictSchema(complete));
      return `${group}/${version} ${names.kind}`;
    });
  });
}

interface CustomResourceDefinition {
  readonly kind: string;
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

/** The name that kubeconform makes of a kind: lower case, of the group the part before the first dot. */
function writeKind(directory: string, { group, version, kind }: GroupVersionKind, schema: object): void {
  const suffix = [kind, ...(group === '' ? [] : [group.split('.')[0]]), version].join('-').toLowerCase();
  writeFileSync(path.join(directory, `${suffix}.json`), JSON.stringify(schema));
}

/** OpenAPI as JSON schema: no field beside those that are named, and no type where there are two. */
function strictSchema(schema: Schema): object {
  const { $ref, type, format, properties, additionalProperties, items, ...rest } = schema;
  if ($ref !== undefined) return { $ref: $ref.replace('#/definitions/', 'definitions.json#/definitions/') };
  const constraints = Object.fromEntries(
    Object.entries(rest).filter(([keyword]) =>
      ['required', 'enum', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'].includes(keyword),
    ),
  );
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true;
  return {
    ...constraints,
    ...(format === 'int-or-string' || schema['x-kubernetes-int-or-string'] === true
      ? { type: ['string', 'integer'] }
      : type !== undefined && { type }),
    ...(items && { items: strictSchema(items) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, strictSchema(property)])),
    }),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: strictSchema(additionalProperties) }
      : properties && !isOpen && { additionalProperties: false }),
  };
}
