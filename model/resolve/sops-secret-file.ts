import { mappingOf, textOf } from './mappings';
import type { ReadSecretFile } from './read-secret-file';
import { readableInMetadata } from './readable-metadata';

/** A value that sops has encrypted. An empty text is left empty by it. */
const encrypted = /^(ENC\[[A-Z0-9_]+,data:[^\]]*,type:\w+\])?$/;

/** An encrypted value that was a number, a boolean or a date: decrypted it is one again, which the API server refuses. */
const encryptedOther = /^ENC\[.*,type:(int|float|bool|time)\]$/;

/**
 * Reads a Secret that sops has encrypted without opening it.
 * @see https://getsops.io/docs/
 */
export function readSopsSecret(value: unknown): ReadSecretFile {
  const { apiVersion, kind, metadata, data, stringData, sops } = mappingOf(value);
  const name = textOf(mappingOf(metadata)['name']);
  const values = [...Object.entries(mappingOf(data)), ...Object.entries(mappingOf(stringData))];
  const read: ReadSecretFile = {
    name,
    namespace: textOf(mappingOf(metadata)['namespace']),
    keys: values.map(([key]) => key),
    readable: [...values.filter(([, text]) => typeof text !== 'string' || !encrypted.test(text)).map(([key]) => key), ...readableInMetadata('metadata', metadata)],
    texts: [],
    wave: textOf(mappingOf(mappingOf(metadata)['annotations'])['argocd.argoproj.io/sync-wave']),
    sealedName: undefined,
    sealedNamespace: undefined,
    problem: undefined,
    sealed: undefined,
  };
  const isEncrypted = typeof mappingOf(sops)['mac'] === 'string';
  if (kind === 'Secret' && apiVersion === 'v1' && !isEncrypted) return { ...read, problem: 'plain' };
  if ([kind, apiVersion, name].some((text) => typeof text === 'string' && text.startsWith('ENC['))) return { ...read, name: undefined, problem: 'metadata' };
  if (kind !== 'Secret' || apiVersion !== 'v1') return { ...read, problem: 'kind' };
  if (name === undefined) return { ...read, problem: 'name' };
  return values.some(([, text]) => typeof text === 'string' && encryptedOther.test(text)) ? { ...read, problem: 'text' } : read;
}
