import * as z from 'zod';
import { isDnsSubdomain, isImageDigest, isImageTag, parseQuantity } from '../../formats';
import { legal } from './legal';

/** The name of a Secret. */
export const secretNameSchema = legal(z.string(), 'secret-reference-invalid', isDnsSubdomain, (name) => ({ what: 'a Secret', name }));

/** The name of an issuer of cert-manager. */
export const issuerNameSchema = legal(z.string(), 'secret-reference-invalid', isDnsSubdomain, (name) => ({ what: 'an issuer', name }));

/** The name of a ConfigMap. */
export const configMapNameSchema = legal(z.string(), 'secret-reference-invalid', isDnsSubdomain, (name) => ({ what: 'a ConfigMap', name }));

/** The name of a PriorityClass. */
export const priorityClassNameSchema = legal(z.string(), 'priority-class-invalid', isDnsSubdomain, (priorityClassName) => ({
  priorityClassName,
}));

/** The tag of an image. */
export const imageTagSchema = legal(z.string(), 'image-tag-invalid', isImageTag, (tag) => ({ tag }));

/** The digest of an image. */
export const imageDigestSchema = legal(z.string(), 'image-digest-invalid', isImageDigest, (digest) => ({ digest }));

/** A part of a byte is no size. */
function isWholeFromOne(bytes: number | undefined): boolean {
  return bytes !== undefined && bytes > 0 && Number.isInteger(bytes);
}

/** The size of a volume. */
export const storageSizeSchema = legal(
  z.string(),
  'storage-invalid',
  (storage) => isWholeFromOne(parseQuantity(storage)),
  (storage) => ({ storage }),
);

/** The name of a StorageClass. */
export const storageClassSchema = legal(z.string(), 'storage-class-invalid', isDnsSubdomain, (storageClass) => ({ storageClass }));

/** The largest number that the Kubernetes API takes here. */
const mostReplicas = 2 ** 31 - 1;

/** The number of pods of a service. */
export const replicasSchema = legal(
  z.number(),
  'replicas-invalid',
  (replicas) => Number.isInteger(replicas) && replicas >= 0 && replicas <= mostReplicas,
  (replicas) => ({ replicas }),
);

/**
 * A version of Kubernetes by its minor. Without quotes YAML reads 1.30 as the number 1.3.
 * @see https://kubernetes.io/releases/version-skew-policy/
 */
export const kubernetesVersionSchema = legal(
  z.union([z.string(), z.number()]),
  'kubernetes-version-invalid',
  (version) => typeof version === 'string' && /^1\.[1-9][0-9]$/.test(version),
  (version) => ({ version: String(version), number: typeof version === 'number' }),
);

/** The longest time of a probe or a stop: a day. */
const mostSeconds = 86_400;

/**
 * A time in whole seconds.
 * @param field the name of its field
 */
export function secondsSchema(field: string): z.ZodNumber {
  return legal(
    z.number(),
    'seconds-invalid',
    (seconds) => Number.isInteger(seconds) && seconds >= 1 && seconds <= mostSeconds,
    (seconds) => ({ field, seconds, most: mostSeconds }),
  );
}
