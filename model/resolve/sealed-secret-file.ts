import { isJson, isTextMapping, mappingOf, revealingAnnotations, textOf } from './mappings';
import type { ReadSecretFile } from './read-secret-file';

/**
 * Reads a SealedSecret without opening it.
 * @see https://github.com/bitnami-labs/sealed-secrets#usage
 */
export function readSealedSecret(value: unknown): ReadSecretFile {
  const { apiVersion, kind, metadata, spec, ...rest } = mappingOf(value);
  const { name, namespace, labels, annotations } = mappingOf(metadata);
  const { encryptedData, template } = mappingOf(spec);
  const { data, metadata: templateMetadata } = mappingOf(template);
  const plain = kind === 'Secret' ? Object.keys({ ...mappingOf(rest['data']), ...mappingOf(rest['stringData']) }) : [];
  const texts = Object.entries(mappingOf(data)).filter(([, text]) => text !== null);
  const read: ReadSecretFile = {
    name: textOf(name),
    namespace: textOf(namespace),
    keys: [...Object.keys(mappingOf(encryptedData)).filter((key) => mappingOf(data)[key] !== null), ...texts.map(([key]) => key)],
    readable: [
      ...plain,
      ...texts.filter(([, text]) => !(typeof text === 'string' && text.includes('{{'))).map(([key]) => key),
      ...revealingAnnotations(metadata),
      ...revealingAnnotations(templateMetadata),
    ],
    templateName: textOf(mappingOf(templateMetadata)['name']),
    problem: undefined,
    sealed: undefined,
  };
  if (kind === 'Secret') return { ...read, problem: 'plain' };
  if (kind !== 'SealedSecret' || apiVersion !== 'bitnami.com/v1alpha1') return { ...read, problem: 'kind' };
  if (read.name === undefined) return { ...read, problem: 'name' };
  if (!isTextMapping(encryptedData) || !isTextMapping(labels) || !isTextMapping(annotations) || !isJson(spec)) return { ...read, problem: 'shape' };
  return { ...read, sealed: { labels: labels ?? {}, annotations: annotations ?? {}, spec: mappingOf(spec) } };
}
