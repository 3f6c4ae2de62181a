import { credentialInValue, isCredentialUnder } from '../../../formats';
import { mappingOf, unknownFields } from '../../objects/mappings';

/**
 * The fields that the metadata of an object can have. The API server drops other ones, but the repository keeps them readable.
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

/** A value of an annotation that is no credential, whatever the name: a switch, a number, or a value that sops has encrypted. */
const harmless = /^(?:true|false|\d*|ENC\[.*\])$/;

/**
 * Lists where the metadata of an object may give a value away: unknown fields, and annotations that repeat values or look like a credential.
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
  return credentialInValue(value) !== undefined || (isCredentialUnder(own, value) && !harmless.test(value));
}

/** A line that assigns a value to a name, such as one that was commented out. */
const assignment = /^[\s#-]*([A-Za-z][\w.-]{0,80})\s*[:=]\s*["']?([^\s"']+)["']?\s*$/;

/**
 * Tells whether a comment gives a value away: it looks like a credential, or assigns a value to a name that looks like one.
 * @returns a title of the comment without the value; empty if it gives nothing away
 */
export function readableComment(comment: string): string[] {
  if (credentialInValue(comment) !== undefined) return ['#'];
  const [, name = '', value = ''] = assignment.exec(comment) ?? [];
  return name !== '' && isCredentialUnder(name, value) && !value.startsWith('ENC[') ? [`# ${name}`] : [];
}
