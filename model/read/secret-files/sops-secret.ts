import type { ReadSecretFile } from '../../platform';
import { mappingOf, textOf, unknownFields } from '../../objects/mappings';
import { hasLegalLabels } from './legal-labels';
import { readableInMetadata } from './readable';

/** A value that sops has encrypted. sops leaves an empty text empty. */
const encrypted = /^(ENC\[[A-Z0-9_]+,data:[A-Za-z0-9+/=]+,iv:[A-Za-z0-9+/=]+,tag:[A-Za-z0-9+/=]+,type:\w+\])?$/;

/** An encrypted value that was a number, a boolean or a date: decrypted it is one again, which the API server refuses. */
const encryptedOther = /^ENC\[.*,type:(int|float|bool|time)\]$/;

/** The fields of a Secret, and the one that sops adds. */
const fileFields: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'type', 'immutable', 'data', 'stringData', 'sops']);

/**
 * The fields of the metadata that sops writes.
 * @see https://github.com/getsops/sops/blob/main/stores/stores.go
 */
const sopsFields: ReadonlySet<string> = new Set(
  (
    'shamir_threshold key_groups kms gcp_kms hckms azure_kv hc_vault age pgp lastmodified mac version mac_only_encrypted ' +
    'unencrypted_suffix encrypted_suffix unencrypted_regex encrypted_regex unencrypted_comment_regex encrypted_comment_regex'
  ).split(' '),
);

/**
 * Reads a Secret that sops has encrypted without opening it.
 * @see https://getsops.io/docs/
 */
export function readSopsSecret(value: unknown): ReadSecretFile {
  const { apiVersion, kind, metadata, data, stringData, sops } = mappingOf(value);
  const name = textOf(mappingOf(metadata)['name']);
  const values = [...Object.entries(mappingOf(data)), ...Object.entries(mappingOf(stringData))];
  const isSecret = kind === 'Secret' && apiVersion === 'v1';
  const read: ReadSecretFile = {
    name,
    namespace: textOf(mappingOf(metadata)['namespace']),
    keys: values.map(([key]) => key),
    readable: [
      ...(isSecret ? [...unknownFields('', value, fileFields), ...unknownFields('sops', sops, sopsFields)] : []),
      ...values.filter(([, text]) => typeof text !== 'string' || !encrypted.test(text)).map(([key]) => key),
      ...readableInMetadata('metadata', metadata),
    ],
    texts: [],
    wave: textOf(mappingOf(mappingOf(metadata)['annotations'])['argocd.argoproj.io/sync-wave']),
    sealedName: undefined,
    sealedNamespace: undefined,
    problem: undefined,
    sealed: undefined,
  };
  const isEncrypted = typeof mappingOf(sops)['mac'] === 'string';
  if (isSecret && !isEncrypted) return { ...read, problem: 'plain' };
  if ([kind, apiVersion, name].some((text) => typeof text === 'string' && text.startsWith('ENC[')))
    return { ...read, name: undefined, problem: 'metadata' };
  if (!isSecret) return { ...read, problem: 'kind' };
  if (name === undefined) return { ...read, problem: 'name' };
  if (!hasLegalLabels(metadata)) return { ...read, problem: 'labels' };
  return values.some(([, text]) => typeof text === 'string' && encryptedOther.test(text)) ? { ...read, problem: 'text' } : read;
}
