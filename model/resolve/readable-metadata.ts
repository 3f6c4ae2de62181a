import { credentialInValue, looksLikeCredentialName } from '../../formats';
import { mappingOf, unknownFields } from './mappings';

/**
 * What the metadata of an object can have. What else stands there the API server drops, but everybody has read it by then.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
 */
const metadataFields: ReadonlySet<string> = new Set([
  'name',
  'generateName',
  'namespace',
  'labels',
  'annotations',
  'finalizers',
  'managedFields',
  'ownerReferences',
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** The annotation in which a client-side `kubectl apply` keeps a whole object, with the values of a Secret. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** What an annotation says that is no credential, whatever it is called: a switch, a number, or what sops has encrypted. */
const harmless = /^(?:true|false|\d*|ENC\[.*\])$/;

/**
 * Where the metadata of an object may give a value away: in fields that it cannot have, and in annotations that repeat values, or look like a credential.
 * @param path where the metadata stands, such as `spec.template.metadata`
 * @returns such as `metadata.annotations.token`
 */
export function readableInMetadata(path: string, metadata: unknown): string[] {
  const revealing = Object.entries(mappingOf(mappingOf(metadata)['annotations'])).filter(([name, value]) => isRevealing(name, value));
  return [...unknownFields(path, metadata, metadataFields), ...revealing.map(([name]) => `${path}.annotations.${name}`)];
}

function isRevealing(name: string, value: unknown): boolean {
  if (name === lastApplied) return true;
  if (typeof value !== 'string') return false;
  // The prefix of a name says whose it is, such as `sealedsecrets.bitnami.com/`.
  const own = name.slice(name.indexOf('/') + 1);
  return credentialInValue(value) !== undefined || (looksLikeCredentialName(own) && !harmless.test(value));
}
