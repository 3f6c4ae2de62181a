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
  const isBoundTo = bindingOf(annotations);
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
    sealedName: isBoundTo.name ? textOf(mappingOf(templateMetadata)['name']) : undefined,
    sealedNamespace: isBoundTo.namespace ? textOf(mappingOf(templateMetadata)['namespace']) : undefined,
    problem: undefined,
    sealed: undefined,
  };
  if (kind === 'Secret') return { ...read, problem: 'plain' };
  if (kind !== 'SealedSecret' || apiVersion !== 'bitnami.com/v1alpha1') return { ...read, problem: 'kind' };
  if (read.name === undefined) return { ...read, problem: 'name' };
  if (!isTextMapping(encryptedData) || !isTextMapping(labels) || !isTextMapping(annotations) || !isJson(spec)) return { ...read, problem: 'shape' };
  return { ...read, sealed: { labels: labels ?? {}, annotations: annotations ?? {}, spec: mappingOf(spec) } };
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
