import { isJson } from './json-value';
import { isTextMapping, mappingOf, textOf, unknownFields } from './mappings';
import type { ReadSecretFile } from './read-secret-file';
import { readableInMetadata } from './readable-metadata';
import { isSealedValue } from './sealed-value';
import { isReadableTemplate } from './template-text';

/** What a SealedSecret has, and `status` where it was taken from a cluster. */
const fileFields: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status']);

/** What the controller reads; `data`, of before there was `encryptedData`, has keys that nobody can read. */
const specFields: ReadonlySet<string> = new Set(['encryptedData', 'template']);
const templateFields: ReadonlySet<string> = new Set(['data', 'immutable', 'metadata', 'type']);

/**
 * Reads a SealedSecret without opening it.
 * @see https://github.com/bitnami-labs/sealed-secrets#usage
 */
export function readSealedSecret(value: unknown): ReadSecretFile {
  const { apiVersion, kind, metadata, spec } = mappingOf(value);
  const { name, namespace, labels, annotations } = mappingOf(metadata);
  const { encryptedData, template } = mappingOf(spec);
  const { data, metadata: templateMetadata } = mappingOf(template);
  const texts = Object.entries(mappingOf(data)).flatMap(([key, text]) => (typeof text === 'string' ? [{ key, text }] : []));
  const readable = texts.filter(({ text }) => isReadableTemplate(text));
  const isBoundTo = bindingOf(annotations);
  const read: ReadSecretFile = {
    name: textOf(name),
    namespace: textOf(namespace),
    keys: [...Object.keys(mappingOf(encryptedData)).filter((key) => mappingOf(data)[key] !== null), ...texts.map(({ key }) => key)],
    readable: [
      ...readableInFile(value),
      ...readable.filter(({ text }) => text.includes('{{')).map(({ key }) => key),
      ...readableInMetadata('metadata', metadata),
      ...readableInMetadata('spec.template.metadata', templateMetadata),
    ],
    texts: readable.filter(({ text }) => !text.includes('{{')),
    wave: undefined,
    sealedName: isBoundTo.name ? textOf(mappingOf(templateMetadata)['name']) : undefined,
    sealedNamespace: isBoundTo.namespace ? textOf(mappingOf(templateMetadata)['namespace']) : undefined,
    problem: undefined,
    sealed: undefined,
  };
  if (kind === 'Secret') return { ...read, problem: 'plain' };
  if (kind !== 'SealedSecret' || apiVersion !== 'bitnami.com/v1alpha1') return { ...read, problem: 'kind' };
  if (read.name === undefined) return { ...read, problem: 'name' };
  const hasTexts =
    [encryptedData, labels, annotations].every(isTextMapping) &&
    Object.values(mappingOf(data)).every((text) => text === null || typeof text === 'string');
  if (!hasTexts || !isJson(spec)) return { ...read, problem: 'shape' };
  return { ...read, sealed: { labels: mappingOf(labels) as Texts, annotations: mappingOf(annotations) as Texts, spec: mappingOf(spec) } };
}

type Texts = Readonly<Record<string, string>>;

/** What can be read outside of metadata and the template's texts, by what kind of object the file holds. */
function readableInFile(value: unknown): string[] {
  const { kind, spec, data, stringData } = mappingOf(value);
  if (kind === 'Secret') return Object.keys({ ...mappingOf(data), ...mappingOf(stringData) });
  if (kind !== 'SealedSecret')
    return Object.entries({ data, stringData }).flatMap(([field, found]) => (found === undefined ? [] : [field]));
  const { encryptedData, template } = mappingOf(spec);
  const unsealed = Object.entries(mappingOf(encryptedData)).filter(([, text]) => typeof text === 'string' && !isSealedValue(text));
  return [
    ...unknownFields('', value, fileFields),
    ...unknownFields('spec', spec, specFields),
    ...unknownFields('spec.template', template, templateFields),
    ...unsealed.map(([key]) => key),
  ];
}

/**
 * What a seal is bound to, by the scope that the SealedSecret's own annotations name. kubeseal writes the name and the namespace that it sealed for into the template.
 * @see https://github.com/bitnami-labs/sealed-secrets#scopes
 */
function bindingOf(annotations: unknown): { readonly name: boolean; readonly namespace: boolean } {
  const has = (scope: string): boolean => mappingOf(annotations)[`sealedsecrets.bitnami.com/${scope}`] === 'true';
  if (has('cluster-wide')) return { name: false, namespace: false };
  return { name: !has('namespace-wide'), namespace: true };
}
